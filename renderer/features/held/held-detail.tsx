import { FileSearch, ListChecks } from 'lucide-react';
import type { ReactNode } from 'react';
import type { HeldDetail as Detail } from '../../../shared/model/held.ts';
import { useText } from '../../i18n/text.ts';
import { recordPath, runPath } from '../../lib/paths.ts';
import { useAsk } from '../../lib/queries.ts';
import { Link, pathOf } from '../../lib/router.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { Empty } from '../../ui/empty.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { LoadedScreen } from '../../ui/loading.tsx';
import { Page, Panel } from '../../ui/panel.tsx';
import { Moment } from '../../ui/relative-time.tsx';
import { Reasons } from '../rejected/reasons.tsx';
import rejected from '../rejected/rejected.module.css';
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
  const { flowId, stream, key, state, source } = entry;
  return (
    <Page
      title={text('held.entry', { label: entry.label })}
      isPrivate={entry.labelIsName}
      above={<Link to="/held">{`‹ ${text('held.back')}`}</Link>}
      actions={
        <>
          <EntryActions entry={entry} />
          <ButtonLink icon={ListChecks} to={runPath(entry.runId)}>
            {text('rejected.openRun')}
          </ButtonLink>
          <ButtonLink kind="primary" icon={FileSearch} to={recordPath({ flowId, stream, key })}>
            {text('rejected.openRecord')}
          </ButtonLink>
        </>
      }
    >
      <Panel title={text('held.why')} note={state === 'open' ? text('held.goesItself') : undefined}>
        <div className={rejected.list}>
          <Reasons reasons={entry.reasons} />
        </div>
      </Panel>
      <Panel title={text('record.notes')}>
        <Facts entry={entry} />
      </Panel>
      <Panel title={text('rejected.source')}>
        {source === null ? (
          <Empty text={text('held.sourceNone')} />
        ) : (
          <div data-private="">
            <CodeBlock
              code={JSON.stringify(source, null, 2)}
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
  if (state === 'dismissed') return <ReopenHeldButton id={id} />;
  if (state !== 'open') return null;
  return <HeldActions filter={{}} selection={{ kind: 'keys', keys: [id] }} count={1} />;
}

function Facts({ entry }: { readonly entry: Detail }) {
  const text = useText();
  const said = (name: string, one: Detail['released']): { name: string; value: ReactNode }[] =>
    one === undefined
      ? []
      : [
          {
            name,
            value: (
              <>
                {one.reason} · <Moment atUtc={one.atUtc} />
              </>
            ),
          },
        ];
  return (
    <KeyValues
      items={[
        { name: text('common.state'), value: <LookBadge look={lookOf(entry)} /> },
        ...said(text('held.releasedFor'), entry.released),
        ...said(text('rejected.dismissedFor'), entry.dismissed),
        { name: text('held.waitsFor'), value: <Awaited entry={entry} /> },
        { name: text('common.flow'), value: <Link to={pathOf('flows', entry.flowId)}>{entry.flowName}</Link> },
        { name: text('common.stream'), value: entry.streamLabel },
        { name: text('held.since'), value: <Moment atUtc={entry.firstSeenAtUtc} /> },
        { name: text('rejected.lastSeen'), value: <Moment atUtc={entry.lastSeenAtUtc} /> },
        { name: text('record.key'), value: <code>{entry.key}</code> },
      ]}
    />
  );
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
