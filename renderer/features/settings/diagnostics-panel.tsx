import type { OutputOf } from '../../../shared/contract/contract.ts';
import { useText } from '../../i18n/text.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { Panel } from '../../ui/panel.tsx';
import { versionItems } from './versions.ts';
import styles from './settings.module.css';

/** Versions, folders and the state of store and vault: what support asks for. */
export function DiagnosticsPanel({ info }: { readonly info: OutputOf<'app.info'> }) {
  const text = useText();
  const items = [
    ...versionItems(info, text),
    { name: text('about.host'), value: text(`about.host.${info.host}`) },
    { name: text('about.engine'), value: text(info.attached ? 'about.attached' : 'about.own') },
    { name: text('about.locale'), value: info.locale },
    { name: text('about.folder'), value: <Folder path={info.dataFolder} name={text('about.folder')} /> },
    { name: text('about.logs'), value: <Folder path={info.logFolder} name={text('about.logs')} /> },
    { name: text('about.store'), value: text(info.store.state === 'ready' ? 'about.ready' : 'about.readOnly') },
    {
      name: text('about.vault'),
      value: `${text(`about.vault.${info.vault.kind}`)} · ${text(`about.vault.${info.vault.state}`)}`,
    },
  ];
  return (
    <Panel title={text('settings.diagnostics')} note={text('settings.where')}>
      <KeyValues items={items} />
    </Panel>
  );
}

function Folder({ path, name }: { readonly path: string; readonly name: string }) {
  const text = useText();
  return (
    <span className={styles.folder}>
      <code dir="ltr">{path}</code>
      <CopyButton value={path} label={text('about.copyFolder', { folder: name })} />
    </span>
  );
}
