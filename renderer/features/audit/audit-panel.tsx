import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { AuditItem } from '../../../shared/model/audit.ts';
import { useText } from '../../i18n/text.ts';
import { useLocale } from '../../lib/locale.ts';
import { Link, pathOf } from '../../lib/router.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { formatExact } from '../../lib/format.ts';
import { runPath } from '../../lib/paths.ts';
import { actorWord, detailName, eventWord, placeWord, plainValue, subjectWord, type Words } from './words.ts';
import styles from './audit.module.css';

type Json = z.core.util.JSONType;

/** One entry, whole: what it is about, its details, and its place in the chain. */
export function AuditPanel({ entry, onClose }: { readonly entry: AuditItem; readonly onClose: () => void }) {
  const text = useText();
  const locale = useLocale();
  const words = { text, locale };
  const { sql, ...details } = entry.details;
  return (
    <SidePanel
      label={text('audit.entry', { number: entry.number })}
      of={entry.number}
      onClose={onClose}
      head={
        <div>
          <p className={styles.muted}>{text('audit.entry', { number: entry.number })}</p>
          <h2>{eventWord(entry, text)}</h2>
          <code className={styles.code}>{entry.event}</code>
        </div>
      }
    >
      <Subject entry={entry} words={words} />
      <p className={styles.muted}>{formatExact(entry.atUtc, locale)}</p>
      <Who entry={entry} />
      <h3>{text('audit.details')}</h3>
      {Object.keys(entry.details).length === 0 ? <p>{text('audit.nothing')}</p> : <Named of={details} words={words} />}
      {typeof sql === 'string' ? (
        <CodeBlock code={sql} label={text('audit.detail.sql')} copyLabel={text('audit.copySql')} />
      ) : null}
      <KeyValues
        items={[
          { name: text('audit.hash'), value: <Copied value={entry.hash} label={text('audit.copyHash')} /> },
          {
            name: text('audit.previous'),
            value: <Copied value={entry.previousHash} label={text('audit.copyPrevious')} />,
          },
        ]}
      />
    </SidePanel>
  );
}

/** Who did it, on which computer and where it was asked for. */
function Who({ entry: { actor } }: { readonly entry: AuditItem }) {
  const text = useText();
  const items = [{ name: text('audit.who'), value: actorWord(actor, text) }];
  if (actor !== null) {
    items.push({ name: text('audit.where'), value: placeWord(actor, text) });
    items.push({ name: text('audit.account'), value: actor.account });
    items.push({ name: text('audit.machine'), value: actor.machine });
  }
  return <KeyValues items={items} />;
}

function Copied({ value, label }: { readonly value: string; readonly label: string }) {
  return (
    <span className={styles.copied}>
      <code className={styles.code}>{value}</code>
      <CopyButton value={value} label={label} />
    </span>
  );
}

function Subject({ entry, words }: { readonly entry: AuditItem; readonly words: Words }) {
  const { text, locale } = words;
  const to = subjectPath(entry);
  const word = subjectWord(entry, text, locale);
  return (
    <p className={styles.subject}>
      {to === null ? <span>{word}</span> : <Link to={to}>{word}</Link>}
      <CopyButton value={entry.subject} label={text('audit.copyId')} />
    </p>
  );
}

/** The screen of what the entry is about; null where there is none, or no longer. */
function subjectPath({ event, subject, about }: AuditItem): string | null {
  if (about.run !== null)
    return event.startsWith('batch.') ? pathOf('runs', about.run.id, 'batches') : runPath(about.run.id);
  if (about.message !== null) return pathOf('messages', about.message.id);
  if (about.flow !== null) return about.flow.exists ? pathOf('flows', about.flow.id) : null;
  if (about.connection !== null) return pathOf('connections', subject);
  return event.startsWith('network.') || event.startsWith('retention.') ? pathOf('settings') : null;
}

function Named({ of, words }: { readonly of: Readonly<Record<string, Json>>; readonly words: Words }) {
  return (
    <KeyValues
      items={Object.entries(of).map(([name, value]) => ({
        name: detailName(name, words.text),
        value: <Value name={name} value={value} words={words} />,
      }))}
    />
  );
}

interface ValueProps {
  readonly name: string;
  readonly value: Json;
  readonly words: Words;
}

function Value({ name, value, words }: ValueProps): ReactNode {
  if (Array.isArray(value)) return <Several name={name} value={value} words={words} />;
  if (typeof value === 'object' && value !== null) return <Named of={value} words={words} />;
  const shown = plainValue(name, value, words);
  return ['code', 'run', 'flow', 'payload'].includes(name) ? <code className={styles.code}>{shown}</code> : shown;
}

function Several({ name, value, words }: Omit<ValueProps, 'value'> & { readonly value: readonly Json[] }): ReactNode {
  if (value.length === 0) return words.text('audit.nothing');
  return (
    <ul className={styles.several}>
      {value.map((one, index) => (
        <li key={index}>
          <Value name={name} value={one} words={words} />
        </li>
      ))}
    </ul>
  );
}
