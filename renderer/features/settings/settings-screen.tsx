import type { OutputOf } from '../../../shared/contract/contract.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct, useAsk } from '../../lib/queries.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Field } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page, Panel } from '../../ui/panel.tsx';
import { Select } from '../../ui/select.tsx';
import { ExportButton } from './export-button.tsx';
import styles from './settings.module.css';

type Settings = OutputOf<'settings.get'>;
const themes = ['system', 'light', 'dark'] as const;
const densities = ['comfortable', 'compact'] as const;

/** How the window looks. */
export function SettingsScreen() {
  const text = useText();
  const settings = useAsk('settings.get', {});
  return (
    <Page title={text('settings.title')}>
      <Panel title={text('settings.look')}>
        <Loaded of={settings}>{(known) => <LookForm settings={known} />}</Loaded>
      </Panel>
      <Panel title={text('settings.configuration')}>
        <div className={styles.form}>
          <p>{text('settings.exportHelp')}</p>
          <div>
            <ExportButton />
          </div>
        </div>
      </Panel>
    </Page>
  );
}

function LookForm({ settings }: { readonly settings: Settings }) {
  const text = useText();
  const set = useAct('settings.set', ['settings.get']);
  const themeOptions = themes.map((value) => ({ value, label: text(`settings.theme.${value}`) }));
  const densityOptions = densities.map((value) => ({ value, label: text(`settings.density.${value}`) }));
  const change = (part: Partial<Settings>): void => {
    set.mutate(part);
  };
  return (
    <div className={styles.form}>
      <Field label={text('settings.theme')}>
        {(ids) => (
          <Select
            {...ids}
            value={settings.theme}
            options={themeOptions}
            onChange={(value) => {
              change({ theme: themes.find((one) => one === value) ?? 'system' });
            }}
          />
        )}
      </Field>
      <Field label={text('settings.density')}>
        {(ids) => (
          <Select
            {...ids}
            value={settings.density}
            options={densityOptions}
            onChange={(value) => {
              change({ density: densities.find((one) => one === value) ?? 'comfortable' });
            }}
          />
        )}
      </Field>
      {set.error === null ? null : <ErrorNotice error={dtoOf(set.error)} />}
    </div>
  );
}
