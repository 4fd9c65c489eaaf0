import { Download } from 'lucide-react';
import { useText } from '../../i18n/text.ts';
import { call } from '../../lib/client.ts';
import { saveTextFile } from '../../lib/save-file.ts';
import { SaveFileButton } from '../lists/save-file-button.tsx';

/** Saves connections and flows, without secrets, as the file that `import` reads. */
export function ExportButton() {
  const text = useText();
  return (
    <SaveFileButton
      label={text('settings.export')}
      icon={Download}
      save={async () => {
        const file = await call('config.export', {});
        saveTextFile('ml-connector-config.json', 'application/json', [JSON.stringify(file, null, 2)]);
      }}
    />
  );
}
