import { FileSearch, ListChecks, Table2 } from 'lucide-react';
import type { RejectedDetail as Detail } from '../../../shared/model/record-view.ts';
import { useText } from '../../i18n/text.ts';
import { formatMoment } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { recordPath, runPath } from '../../lib/paths.ts';
import { useAsk } from '../../lib/queries.ts';
import { Link, pathOf } from '../../lib/router.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { LoadedScreen } from '../../ui/loading.tsx';
import { Page, Panel } from '../../ui/panel.tsx';
import { Moment } from '../../ui/relative-time.tsx';
import { LookBadge } from '../runs/look-badge.tsx';
import { rejectedLooks } from './looks.ts';
import { RejectedActions, ReopenRejectedButton } from './rejected-actions.tsx';
import { Reasons } from './reasons.tsx';
import styles from './rejected.module.css';

/** One rejected record: every reason with what to do, and the record as it was read. */
export function RejectedDetail({ id }: { readonly id: string }) {
  const detail = useAsk('rejected.get', { id });
  return <LoadedScreen of={detail}>{(loaded) => <DetailScreen entry={loaded} />}</LoadedScreen>;
}

function DetailScreen({ entry }: { readonly entry: Detail }) {
  const text = useText();
  const { flowId, stream, key } = entry;
  return (
    <Page
      title={text('rejected.entry', { label: entry.label })}
      isPrivate={entry.labelIsName}
      above={<Link to="/rejected">{`‹ ${text('rejected.back')}`}</Link>}
      actions={
        <>
          <EntryActions entry={entry} />
          <ButtonLink icon={ListChecks} to={runPath(entry.runId)}>
            {text('rejected.openRun')}
          </ButtonLink>
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
    >
      <Panel title={text('rejected.whatToDo')} note={entry.state === 'open' ? text('rejected.goesItself') : undefined}>
        <div className={styles.list}>
          <Reasons reasons={entry.reasons} />
        </div>
      </Panel>
      <Panel title={text('record.notes')}>
        <Facts entry={entry} />
      </Panel>
      <Panel title={text('rejected.source')}>
        {entry.source === null ? (
          <NoSource entry={entry} />
        ) : (
          <div data-private="">
            <CodeBlock
              code={JSON.stringify(entry.source, null, 2)}
              label={text('rejected.source')}
              copyLabel={text('rejected.sourceCopy')}
            />
          </div>
        )}
      </Panel>
    </Page>
  );
}

function EntryActions({ entry: { id, state } }: { readonly entry: Detail }) {
  if (state === 'dismissed') return <ReopenRejectedButton id={id} />;
  if (state !== 'open') return null;
  return <RejectedActions filter={{}} selection={{ kind: 'keys', keys: [id] }} count={1} />;
}

function NoSource({ entry: { sourceRemovedAtUtc } }: { readonly entry: Detail }) {
  const text = useText();
  const locale = useLocale();
  if (sourceRemovedAtUtc === undefined) return <Empty text={text('rejected.sourceNone')} />;
  return <Empty text={text('retention.source', { date: formatMoment(sourceRemovedAtUtc, locale) })} />;
}

function DismissedFor({ dismissed }: { readonly dismissed: NonNullable<Detail['dismissed']> }) {
  return (
    <>
      {dismissed.reason} · <Moment atUtc={dismissed.atUtc} />
    </>
  );
}

function Facts({ entry }: { readonly entry: Detail }) {
  const text = useText();
  return (
    <KeyValues
      items={[
        { name: text('common.state'), value: <LookBadge look={rejectedLooks[entry.state]} /> },
        ...(entry.dismissed === undefined
          ? []
          : [{ name: text('rejected.dismissedFor'), value: <DismissedFor dismissed={entry.dismissed} /> }]),
        { name: text('common.flow'), value: <Link to={pathOf('flows', entry.flowId)}>{entry.flowName}</Link> },
        { name: text('common.stream'), value: entry.streamLabel },
        { name: text('rejected.firstSeen'), value: <Moment atUtc={entry.firstSeenAtUtc} /> },
        { name: text('rejected.lastSeen'), value: <Moment atUtc={entry.lastSeenAtUtc} /> },
        {
          name: text('record.key'),
          value:
            entry.key === null ? (
              text('rejected.noKey')
            ) : (
              <span className={styles.key}>
                <code>{entry.key}</code>
                <CopyButton value={entry.key} label={text('rejected.copyKey')} />
              </span>
            ),
        },
      ]}
    />
  );
}
