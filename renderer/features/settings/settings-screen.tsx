import type { OutputOf } from '../../../shared/contract/contract.ts';
import { useText } from '../../i18n/text.ts';
import { useAsk } from '../../lib/queries.ts';
import { ForLooking } from '../../lib/for-looking.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page, Panel } from '../../ui/panel.tsx';
import { BackupPanel } from '../backup/backup-panel.tsx';
import { DesktopPanel } from './desktop-panel.tsx';
import { DiagnosticsPanel } from './diagnostics-panel.tsx';
import { ExportButton } from './export-button.tsx';
import { FormatsPanel } from './formats-panel.tsx';
import { LookPanel } from './look-panel.tsx';
import { NetworkPanel } from './network-panel.tsx';
import { RetentionPanel } from './retention-panel.tsx';
import { TrailPanel } from './trail-panel.tsx';
import styles from './settings.module.css';

/** What a person prefers, and what support asks for. Each change takes effect at once. */
export function SettingsScreen({ info }: { readonly info: OutputOf<'app.info'> }) {
  const text = useText();
  const settings = useAsk('settings.get', {});
  const rest = useAsk('installation.get', {}).data?.rest ?? null;
  return (
    <Page title={text('settings.title')}>
      {rest === null ? null : <BackupPanel />}
      <Loaded of={settings}>
        {(known) => (
          <ForLooking>
            <div className={styles.columns}>
              <FormatsPanel settings={known} />
              <LookPanel settings={known} />
              <DesktopPanel settings={known} isDesktop={info.host === 'electron'} />
              <Panel title={text('settings.configuration')}>
                <div className={styles.form}>
                  <p>{text('settings.exportHelp')}</p>
                  <div>
                    <ExportButton />
                  </div>
                </div>
              </Panel>
            </div>
          </ForLooking>
        )}
      </Loaded>
      {rest === null ? <BackupPanel /> : null}
      <NetworkPanel />
      <RetentionPanel />
      <TrailPanel />
      <DiagnosticsPanel info={info} />
    </Page>
  );
}
