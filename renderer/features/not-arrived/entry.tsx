import { ListChecks } from 'lucide-react';
import type { ReactNode } from 'react';
import type { HeldDetail } from '../../../shared/model/held.ts';
import type { RejectedDetail } from '../../../shared/model/record-view.ts';
import { useText } from '../../i18n/text.ts';
import { runPath } from '../../lib/paths.ts';
import { Link, pathOf } from '../../lib/router.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { Empty } from '../../ui/empty.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { Page, Panel } from '../../ui/panel.tsx';
import { Moment } from '../../ui/relative-time.tsx';
import type { Place } from './places.tsx';
import { Reasons } from './reasons.tsx';
import styles from './reasons.module.css';

type Entry = HeldDetail | RejectedDetail;

interface Fact {
  readonly name: string;
  readonly value: ReactNode;
}

interface EntryScreenProps {
  readonly here: Place;
  readonly entry: Entry;
  /** What can be done with it. */
  readonly actions: ReactNode;
  /** Where it leads to besides its run. */
  readonly links: ReactNode;
  readonly reasons: string;
  readonly facts: readonly Fact[];
  /** Why the record as it was read is not there. */
  readonly noSource: string;
}

/** One record that did not arrive: every reason with what to do, what is known of it, and the record as it was read. */
export function EntryScreen({ here, entry, actions, links, reasons, facts, noSource }: EntryScreenProps) {
  const text = useText();
  return (
    <Page
      title={text(`${here}.entry`, { label: entry.label })}
      isPrivate={entry.labelIsName}
      above={<Link to={`/${here}`}>{`‹ ${text(`${here}.back`)}`}</Link>}
      actions={
        <>
          {actions}
          <ButtonLink icon={ListChecks} to={runPath(entry.runId)}>
            {text('rejected.openRun')}
          </ButtonLink>
          {links}
        </>
      }
    >
      <Panel title={reasons} note={entry.state === 'open' ? text(`${here}.goesItself`) : undefined}>
        <div className={styles.list}>
          <Reasons reasons={entry.reasons} />
        </div>
      </Panel>
      <Panel title={text('record.notes')}>
        <KeyValues items={facts} />
      </Panel>
      <Panel title={text('rejected.source')}>
        {entry.source === null ? (
          <Empty text={noSource} />
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

/** Where an entry belongs. */
export function useOrigin({ flowId, flowName, streamLabel }: Entry): Fact[] {
  const text = useText();
  return [
    { name: text('common.flow'), value: <Link to={pathOf('flows', flowId)}>{flowName}</Link> },
    { name: text('common.stream'), value: streamLabel },
  ];
}

/** What a person said of an entry, with when; nothing where nobody did. */
export function saidFact(name: string, said: Entry['dismissed']): Fact[] {
  if (said === undefined) return [];
  const value = (
    <>
      {said.reason} · <Moment atUtc={said.atUtc} />
    </>
  );
  return [{ name, value }];
}
