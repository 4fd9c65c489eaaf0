import type { Settings } from '../../../shared/model/settings.ts';
import { useText } from '../../i18n/text.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Switch } from '../../ui/toggle.tsx';
import { QuietHours } from './quiet-hours.tsx';
import { useChange } from './use-settings.ts';
import styles from './settings.module.css';

interface DesktopPanelProps {
  readonly settings: Settings;
  /** Elsewhere these settings would do nothing: it is said instead. */
  readonly isDesktop: boolean;
}

/** What only the desktop app can do: start at login, stay in the tray, notify. */
export function DesktopPanel({ settings, isDesktop }: DesktopPanelProps) {
  const text = useText();
  return (
    <Panel title={text('settings.desktop')}>
      <div className={styles.form}>
        {isDesktop ? <DesktopSwitches settings={settings} /> : <p>{text('settings.desktopOnly')}</p>}
      </div>
    </Panel>
  );
}

function DesktopSwitches({ settings }: { readonly settings: Settings }) {
  const text = useText();
  const { change, error } = useChange();
  return (
    <>
      <Switch
        label={text('settings.startAtLogin')}
        note={text('settings.startAtLoginHelp')}
        checked={settings.startAtLogin}
        onChange={(startAtLogin) => {
          change({ startAtLogin });
        }}
      />
      <Switch
        label={text('settings.keepInTray')}
        note={text('settings.keepInTrayHelp')}
        checked={settings.keepInTray}
        onChange={(keepInTray) => {
          change({ keepInTray });
        }}
      />
      <Switch
        label={text('settings.notifications')}
        note={text('settings.notificationsHelp')}
        checked={settings.notifications}
        onChange={(notifications) => {
          change({ notifications });
        }}
      />
      <QuietHours
        settings={settings}
        onChange={(quietHours) => {
          change({ quietHours });
        }}
      />
      {error === null ? null : <ErrorNotice error={error} />}
    </>
  );
}
