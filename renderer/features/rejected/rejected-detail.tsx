import { FileSearch, Table2 } from 'lucide-react';
import type { RejectedDetail as Detail } from '../../../shared/model/record-view.ts';
import { useText } from '../../i18n/text.ts';
import { formatMoment } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { recordPath } from '../../lib/paths.ts';
import { useAsk } from '../../lib/queries.ts';
import { pathOf } from '../../lib/router.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { LoadedScreen } from '../../ui/loading.tsx';
import { Moment } from '../../ui/relative-time.tsx';
import { EntryScreen, saidFact, useOrigin } from '../not-arrived/entry.tsx';
import { LookBadge } from '../runs/look-badge.tsx';
import { rejectedLooks } from './looks.ts';
import { RejectedActions, ReopenRejectedButton } from './rejected-actions.tsx';
import styles from './rejected.module.css';

/** One rejected record: every reason with what to do, and the record as it was read. */
export function RejectedDetail({ id }: { readonly id: string }) {
  const detail = useAsk('rejected.get', { id });
  return <LoadedScreen of={detail}>{(loaded) => <DetailScreen entry={loaded} />}</LoadedScreen>;
}

function DetailScreen({ entry }: { readonly entry: Detail }) {
  const text = useText();
  const locale = useLocale();
  const { flowId, stream, key, sourceRemovedAtUtc } = entry;
  return (
    <EntryScreen
      here="rejected"
      entry={entry}
      actions={<EntryActions entry={entry} />}
      links={
        <>
          {key === null ? null : (
            <ButtonLink icon={FileSearch} to={recordPath({ flowId, stream, key })}>
              {text('rejected.openRecord')}
            </ButtonLink>
          )}
          <ButtonLink kind="primary" icon={Table2} to={pathOf('flows', flowId, stream)}>
            {text('rejected.openMapping')}
          </ButtonLink>
        </>
      }
      reasons={text('rejected.whatToDo')}
      facts={[
        { name: text('common.state'), value: <LookBadge look={rejectedLooks[entry.state]} /> },
        ...saidFact(text('rejected.dismissedFor'), entry.dismissed),
        ...useOrigin(entry),
        { name: text('rejected.firstSeen'), value: <Moment atUtc={entry.firstSeenAtUtc} /> },
        { name: text('rejected.lastSeen'), value: <Moment atUtc={entry.lastSeenAtUtc} /> },
        { name: text('record.key'), value: <Key of={key} /> },
      ]}
      noSource={
        sourceRemovedAtUtc === undefined
          ? text('rejected.sourceNone')
          : text('retention.source', { date: formatMoment(sourceRemovedAtUtc, locale) })
      }
    />
  );
}

function EntryActions({ entry: { id, state } }: { readonly entry: Detail }) {
  if (state === 'dismissed') return <ReopenRejectedButton id={id} />;
  if (state !== 'open') return null;
  return <RejectedActions filter={{}} selection={{ kind: 'keys', keys: [id] }} count={1} />;
}

function Key({ of }: { readonly of: string | null }) {
  const text = useText();
  if (of === null) return text('rejected.noKey');
  return (
    <span className={styles.key}>
      <code>{of}</code>
      <CopyButton value={of} label={text('rejected.copyKey')} />
    </span>
  );
}
