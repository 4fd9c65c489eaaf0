import { Check, Copy, Stethoscope } from 'lucide-react';
import { useState } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { useText, type Translate } from '../../i18n/text.ts';
import { copyText } from '../../lib/clipboard.ts';
import { formatBytes } from '../../lib/format.ts';
import { useLocale, type Locale } from '../../lib/locale.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { Panel } from '../../ui/panel.tsx';
import { versionItems } from './versions.ts';
import styles from './settings.module.css';

interface Item {
  readonly name: string;
  readonly value: string;
  readonly isFolder?: boolean;
}

/** Versions, folders and the state of store and vault: what support asks for, to read here or to send. */
export function DiagnosticsPanel({ info }: { readonly info: OutputOf<'app.info'> }) {
  const text = useText();
  const items = diagnosticItems(info, text, useLocale());
  return (
    <Panel title={text('settings.diagnostics')} note={text('settings.where')} actions={<Actions items={items} />}>
      <KeyValues
        items={items.map(({ name, value, isFolder = false }) => ({
          name,
          value: isFolder ? <Folder path={value} name={name} /> : value,
        }))}
      />
    </Panel>
  );
}

function diagnosticItems(info: OutputOf<'app.info'>, text: Translate, locale: Locale): Item[] {
  const { store, vault, dataBytes } = info;
  const withReason = (state: string, reason: string | null): string =>
    reason === null ? state : `${state}. ${reason}`;
  return [
    ...versionItems(info, text),
    { name: text('about.host'), value: text(`about.host.${info.host}`) },
    { name: text('about.engine'), value: text(info.attached ? 'about.attached' : 'about.own') },
    { name: text('about.locale'), value: info.locale },
    { name: text('about.folder'), value: info.dataFolder, isFolder: true },
    { name: text('about.logs'), value: info.logFolder, isFolder: true },
    {
      name: text('about.store'),
      value: withReason(text(store.state === 'ready' ? 'about.ready' : 'about.readOnly'), store.reason),
    },
    ...(dataBytes === undefined ? [] : [{ name: text('about.storage'), value: formatBytes(dataBytes, locale) }]),
    {
      name: text('about.vault'),
      value: withReason(`${text(`about.vault.${vault.kind}`)} · ${text(`about.vault.${vault.state}`)}`, vault.reason),
    },
  ];
}

function Actions({ items }: { readonly items: readonly Item[] }) {
  const text = useText();
  return (
    <>
      <CopyAll items={items} />
      <ButtonLink to="/settings/diagnostics" icon={Stethoscope}>
        {text('diagnostics.open')}
      </ButtonLink>
    </>
  );
}

/** Puts all of it on the clipboard, one line each. */
function CopyAll({ items }: { readonly items: readonly Item[] }) {
  const text = useText();
  const [isCopied, setCopied] = useState<boolean | null>(null);
  const copy = async (): Promise<void> => {
    setCopied(await copyText(items.map(({ name, value }) => `${name}: ${value}`).join('\n')));
  };
  return (
    <>
      <span role="status">{isCopied === null ? null : text(isCopied ? 'about.copied' : 'about.copyFailed')}</span>
      <Button icon={isCopied === true ? Check : Copy} onClick={() => void copy()}>
        {text('about.copyAll')}
      </Button>
    </>
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
