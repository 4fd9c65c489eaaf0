import { useText } from '../../i18n/text.ts';
import { Link } from '../../lib/router.tsx';
import { Page } from '../../ui/panel.tsx';
import { BundlePanel } from './bundle-panel.tsx';
import { ChecksPanel } from './checks-panel.tsx';

/** Whether this installation is sound, and what goes to support if it is not. Works on a data file that is read-only too. */
export function DiagnosticsScreen() {
  const text = useText();
  return (
    <Page
      title={text('diagnostics.title')}
      intro={text('diagnostics.intro')}
      above={<Link to="/settings">{`‹ ${text('diagnostics.back')}`}</Link>}
    >
      <ChecksPanel />
      <BundlePanel />
    </Page>
  );
}
