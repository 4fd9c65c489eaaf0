import { CircleCheck, CircleX, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import type { StreamMapping } from '../../../shared/mapping/mapping.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useLocale } from '../../lib/locale.ts';
import { useAsk } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import type { IntegrationId } from '../../../shared/model/flow.ts';
import { TableEditor } from './table-editor.tsx';
import { tableFacts, withColumns, type Stream, type TableFacts } from './table-facts.ts';
import styles from './mapping.module.css';

/** Where sample values come from. */
export interface SampleFrom {
  readonly integration: IntegrationId;
  readonly sourceConnectionId: string;
}

interface MappingEditorProps {
  readonly stream: Stream;
  readonly mapping: StreamMapping;
  readonly sampleFrom: SampleFrom;
  readonly onChange: (mapping: StreamMapping) => void;
}

const sampleSize = 5;

/** The mapping of one stream, table by table, judged while it is changed. */
export function MappingEditor({ stream, mapping, sampleFrom, onChange }: MappingEditorProps) {
  const text = useText();
  const [chosen, setChosen] = useState(mapping.header.table);
  const sample = useAsk('mapping.sample', { ...sampleFrom, stream: stream.id, limit: sampleSize });
  const { language } = useLocale();
  const facts = tableFacts(stream, mapping, language);
  const current = facts.find((one) => one.table.table === chosen) ?? facts[0];
  const changes = facts.reduce((sum, one) => sum + one.diff.count, 0);
  const problems = facts.flatMap((one) => one.problems);
  const records = sample.data?.records ?? [];
  return (
    <Panel
      title={text('mapping.title', { stream: stream.label })}
      note={
        <span className={styles.verdict} role="status">
          <Verdict problems={problems.length} />
          {text('mapping.changed', { count: changes })}
        </span>
      }
      actions={
        <Button
          writes
          icon={RotateCcw}
          disabled={changes === 0}
          onClick={() => {
            onChange(stream.defaultMapping);
          }}
        >
          {text('mapping.resetAll')}
        </Button>
      }
    >
      {sample.error === null ? null : <ErrorNotice error={dtoOf(sample.error)} />}
      <p className={styles.small} data-private="">
        {sample.isPending
          ? text('mapping.sampleWait')
          : records[0] === undefined
            ? text('mapping.sampleNone')
            : text('mapping.sampleFrom', { record: records.map((one) => one.label).join(', ') })}
      </p>
      <TableProblems problems={problems.filter((one) => one.column === null).map((one) => one.problem)} />
      <Missing facts={facts} />
      <Tabs
        label={text('mapping.tables')}
        value={current?.table.table ?? ''}
        onChange={setChosen}
        tabs={facts.map((one) => ({
          id: one.table.table,
          label: one.table.table,
          count: one.table.columns.length,
          content: (
            <TableEditor
              key={`${stream.id}/${one.table.table}`}
              facts={one}
              records={records}
              onChange={(columns) => {
                onChange(withColumns(mapping, one.table.table, columns));
              }}
            />
          ),
        }))}
      />
    </Panel>
  );
}

function Verdict({ problems }: { readonly problems: number }) {
  const text = useText();
  return problems === 0 ? (
    <StateBadge tone="ok" icon={CircleCheck} label={text('mapping.valid')} />
  ) : (
    <StateBadge tone="bad" icon={CircleX} label={text('mapping.invalid', { count: problems })} />
  );
}

function TableProblems({ problems }: { readonly problems: readonly string[] }) {
  if (problems.length === 0) return null;
  return (
    <ul className={styles.problems}>
      {problems.map((problem) => (
        <li key={problem}>{problem}</li>
      ))}
    </ul>
  );
}

/** Problems of columns that are not in the table, and so have no line. */
function Missing({ facts }: { readonly facts: readonly TableFacts[] }) {
  const missing = facts.flatMap((one) =>
    one.problems.filter(
      (problem) => problem.column !== null && !one.table.columns.some((column) => column.column === problem.column),
    ),
  );
  return <TableProblems problems={missing.map((one) => `${one.table}.${one.column ?? ''}: ${one.problem}`)} />;
}
