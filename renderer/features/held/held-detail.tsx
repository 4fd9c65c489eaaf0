import { FileSearch } from 'lucide-react';
import type { HeldDetail as Detail } from '../../../shared/model/held.ts';
import { useText } from '../../i18n/text.ts';
import { recordPath } from '../../lib/paths.ts';
import { useAsk } from '../../lib/queries.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { LoadedScreen } from '../../ui/loading.tsx';
import { Moment } from '../../ui/relative-time.tsx';
import { EntryScreen, saidFact, useOrigin } from '../not-arrived/entry.tsx';
import { LookBadge } from '../runs/look-badge.tsx';
import { HeldActions, ReopenHeldButton } from './held-actions.tsx';
import { lookOf } from './looks.ts';
import styles from './held.module.css';

/** One held record: why it waits and for what, and the record as it was read. */
export function HeldDetail({ id }: { readonly id: string }) {
  const detail = useAsk('held.get', { id });
  return <LoadedScreen of={detail}>{(loaded) => <DetailScreen entry={loaded} />}</LoadedScreen>;
}

function DetailScreen({ entry }: { readonly entry: Detail }) {
  const text = useText();
  return (
    <EntryScreen
      here="held"
      entry={entry}
      actions={<EntryActions entry={entry} />}
      links={
        <ButtonLink kind="primary" icon={FileSearch} to={recordPath(entry)}>
          {text('rejected.openRecord')}
        </ButtonLink>
      }
      reasons={text('held.why')}
      facts={[
        { name: text('common.state'), value: <LookBadge look={lookOf(entry)} /> },
        ...saidFact(text('held.releasedFor'), entry.released),
        ...saidFact(text('rejected.dismissedFor'), entry.dismissed),
        { name: text('held.waitsFor'), value: <Awaited entry={entry} /> },
        ...useOrigin(entry),
        { name: text('held.since'), value: <Moment atUtc={entry.firstSeenAtUtc} /> },
        { name: text('rejected.lastSeen'), value: <Moment atUtc={entry.lastSeenAtUtc} /> },
        { name: text('record.key'), value: <code>{entry.key}</code> },
      ]}
      noSource={text('held.sourceNone')}
    />
  );
}

function EntryActions({ entry: { id, state } }: { readonly entry: Detail }) {
  if (state === 'dismissed') return <ReopenHeldButton id={id} />;
  if (state !== 'open') return null;
  return <HeldActions filter={{}} selection={{ kind: 'keys', keys: [id] }} count={1} />;
}

function Awaited({ entry }: { readonly entry: Detail }) {
  return (
    <ul className={styles.awaited}>
      {entry.awaited.map(({ stream, streamLabel, name, called }) => (
        <li key={`${stream}/${name}`}>
          {streamLabel}:{' '}
          {called === undefined ? <code data-private="">{name}</code> : <span data-private="">{called}</span>}
        </li>
      ))}
    </ul>
  );
}
