import { settingsSchema, type Settings } from '../../../shared/model/settings.ts';
import { useText } from '../../i18n/text.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Switch } from '../../ui/toggle.tsx';
import { Choice } from './choice.tsx';
import { useChange } from './use-settings.ts';
import styles from './settings.module.css';

/** How the window looks and listens. */
export function LookPanel({ settings }: { readonly settings: Settings }) {
  const text = useText();
  const { change, error } = useChange();
  return (
    <Panel title={text('settings.look')}>
      <div className={styles.form}>
        <Choice
          label={text('settings.theme')}
          value={settings.theme}
          values={settingsSchema.shape.theme.options}
          labelOf={(value) => text(`settings.theme.${value}`)}
          onChange={(theme) => {
            change({ theme });
          }}
        />
        <Choice
          label={text('settings.density')}
          value={settings.density}
          values={settingsSchema.shape.density.options}
          labelOf={(value) => text(`settings.density.${value}`)}
          onChange={(density) => {
            change({ density });
          }}
        />
        <Switch
          label={text('settings.privacy')}
          note={text('settings.privacyHelp')}
          checked={settings.privacy}
          onChange={(privacy) => {
            change({ privacy });
          }}
        />
        <Switch
          label={text('settings.shortcuts')}
          note={text('settings.shortcutsHelp')}
          checked={settings.singleKeyShortcuts}
          onChange={(singleKeyShortcuts) => {
            change({ singleKeyShortcuts });
          }}
        />
        {error === null ? null : <ErrorNotice error={error} />}
      </div>
    </Panel>
  );
}
