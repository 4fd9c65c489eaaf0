import { Download } from 'lucide-react';
import { useText } from '../../i18n/text.ts';
import { exportConfig } from '../../lib/export-config.ts';
import { SaveFileButton } from '../lists/save-file-button.tsx';

/** Saves connections and flows, without secrets, as the file that `import` reads. */
export function ExportButton() {
  const text = useText();
  return <SaveFileButton label={text('settings.export')} icon={Download} save={exportConfig} />;
}
