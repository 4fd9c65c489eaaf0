import { CircleX, PencilLine, Plus, TriangleAlert } from 'lucide-react';
import type { Ref } from 'react';
import { matchReason } from '../../../shared/mapping/field-choices.ts';
import type { ColumnMapping } from '../../../shared/mapping/mapping.ts';
import type { ColumnState } from '../../../shared/mapping/mapping-diff.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import type { TableFacts } from './table-facts.ts';
import { reasonNames, ruleText, typeText } from './words.ts';
import styles from './mapping.module.css';

export interface ColumnRowProps {
  readonly column: ColumnMapping;
  readonly facts: TableFacts;
  readonly sample: string;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  readonly buttonRef: Ref<HTMLButtonElement>;
}

export const columnCount = 8;

/** One column as a line: where its value comes from, what is done with it, where it goes. */
export function ColumnRow({ column, facts, sample, isOpen, onOpen, buttonRef }: ColumnRowProps) {
  const text = useText();
  const isConstant = column.transform.kind === 'constant';
  const field = facts.choices.find((one) => one.path === column.path);
  const problems = facts.problems.filter((one) => one.column === column.column);
  const risks = facts.risks.filter((one) => one.column === column.column);
  const isNumber = column.type.kind === 'decimal' || column.type.kind === 'integer';
  const isKey = facts.table.keyColumns.includes(column.column);
  return (
    <>
      <tr data-row data-open={isOpen} data-problem={problems.length > 0}>
        <td className={styles.source}>
          <span className={styles.path} title={isConstant ? undefined : column.path}>
            {isConstant ? text('mapping.noField') : column.path}
          </span>
          <span className={styles.small}>
            {[field === undefined ? '' : typeText(text, field.type, field.many), text(reasonNames[matchReason(column)])]
              .filter((part) => part !== '')
              .join(' · ')}
          </span>
        </td>
        <td className={styles.sample} title={sample} data-number={isNumber} data-private="">
          {sample === '' ? text('mapping.sampleEmpty') : sample}
        </td>
        <td>{ruleText(text, column.transform)}</td>
        <th scope="row" className={styles.target} title={column.comment}>
          {column.column}
        </th>
        <td className={styles.nowrap}>{typeText(text, column.type)}</td>
        <td className={styles.nowrap}>
          {isKey ? text('mapping.isKey') : column.required ? text('mapping.needed') : ''}
        </td>
        <td className={styles.nowrap}>
          <RowState state={facts.diff.states.get(column.column)} problems={problems.length} risks={risks.length} />
        </td>
        <td className={styles.action}>
          <Button
            kind="quiet"
            ref={buttonRef}
            aria-label={text('mapping.editColumn', { column: column.column })}
            aria-expanded={isOpen}
            onClick={onOpen}
          >
            {text('mapping.edit')}
          </Button>
        </td>
      </tr>
      {!isOpen && problems.length + risks.length > 0 ? (
        <tr className={styles.notes} data-problem={problems.length > 0}>
          <td colSpan={columnCount}>{[...problems, ...risks].map((one) => one.problem).join(' ')}</td>
        </tr>
      ) : null}
    </>
  );
}

interface RowStateProps {
  readonly state: ColumnState | undefined;
  readonly problems: number;
  readonly risks: number;
}

function RowState({ state, problems, risks }: RowStateProps) {
  const text = useText();
  if (problems > 0) return <StateBadge tone="bad" icon={CircleX} label={text('mapping.problem')} />;
  if (risks > 0) return <StateBadge tone="warn" icon={TriangleAlert} label={text('mapping.risk')} />;
  if (state === 'added') return <StateBadge tone="info" icon={Plus} label={text('mapping.state.added')} />;
  if (state === 'changed') return <StateBadge tone="info" icon={PencilLine} label={text('mapping.state.changed')} />;
  return null;
}
