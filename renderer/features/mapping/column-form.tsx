import { Check, RotateCcw, Trash2 } from 'lucide-react';
import { useEffect, useId, useRef, type KeyboardEvent } from 'react';
import { autoMatch } from '../../../shared/mapping/field-choices.ts';
import type { ColumnMapping } from '../../../shared/mapping/mapping.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { Checkbox } from '../../ui/toggle.tsx';
import { RuleFields } from './rule-fields.tsx';
import type { TableFacts } from './table-facts.ts';
import { TypeFields } from './type-fields.tsx';
import { newRule, reasonNames, ruleKinds, ruleNames, typeText } from './words.ts';
import styles from './mapping.module.css';

interface ColumnFormProps {
  readonly column: ColumnMapping;
  readonly facts: TableFacts;
  readonly sample: string;
  readonly onChange: (column: ColumnMapping) => void;
  readonly onRemove: () => void;
  readonly onDone: () => void;
}

/** Everything of one column, judged while it is typed. Escape closes it. */
export function ColumnForm({ column, facts, sample, onChange, onRemove, onDone }: ColumnFormProps) {
  const text = useText();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    first.current?.focus();
  }, []);
  const isKey = facts.table.keyColumns.includes(column.column);
  const isForTotals = facts.forTotals.has(column.column);
  const before = facts.before?.columns.find((one) => one.column === column.column);
  const judged = [...facts.problems, ...facts.risks].filter((one) => one.column === column.column);
  const close = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    onDone();
  };
  return (
    <div
      className={styles.form}
      role="group"
      aria-label={text('mapping.editing', { column: column.column })}
      onKeyDown={close}
    >
      <div className={styles.fields}>
        {column.transform.kind === 'constant' ? null : (
          <PathField column={column} facts={facts} onChange={onChange} inputRef={first} />
        )}
        <Field label={text('mapping.rule')}>
          {(ids) => (
            <Select
              {...ids}
              value={column.transform.kind}
              options={ruleKinds.map((kind) => ({ value: kind, label: text(ruleNames[kind]) }))}
              onChange={(kind) => {
                const known = ruleKinds.find((one) => one === kind);
                if (known !== undefined) onChange({ ...column, transform: newRule(known, sample) });
              }}
            />
          )}
        </Field>
        <Field label={text('mapping.column')} help={isKey ? text('mapping.keyHelp') : text('mapping.columnHelp')}>
          {(ids) => (
            <TextInput
              {...ids}
              value={column.column}
              disabled={isKey || isForTotals}
              onChange={(event) => {
                onChange({ ...column, column: event.target.value });
              }}
            />
          )}
        </Field>
        <TypeFields column={column} onChange={onChange} />
        <RuleFields column={column} onChange={onChange} />
      </div>
      <Checkbox
        label={text('mapping.needed')}
        note={text('mapping.neededHelp')}
        checked={column.required || isKey}
        disabled={isKey}
        onChange={(required) => {
          onChange({ ...column, required });
        }}
      />
      <Suggestion column={column} facts={facts} onChange={onChange} />
      <div role="status" className={styles.judged}>
        {judged.map((one) => (
          <p key={one.problem}>{one.problem}</p>
        ))}
      </div>
      <div className={styles.formActions}>
        <span className={styles.small}>{isForTotals ? text('mapping.moneyNeeds') : ''}</span>
        <Button writes icon={Trash2} disabled={isKey || isForTotals} onClick={onRemove}>
          {text('mapping.remove')}
        </Button>
        <Button
          writes
          icon={RotateCcw}
          disabled={before === undefined || facts.diff.states.get(column.column) === 'default'}
          onClick={() => {
            if (before !== undefined) onChange(before);
          }}
        >
          {text('mapping.reset')}
        </Button>
        <Button icon={Check} kind="primary" onClick={onDone}>
          {text('mapping.done')}
        </Button>
      </div>
    </div>
  );
}

type PartProps = Pick<ColumnFormProps, 'column' | 'facts' | 'onChange'>;

function PathField({
  column,
  facts,
  onChange,
  inputRef,
}: PartProps & { readonly inputRef: React.RefObject<HTMLInputElement | null> }) {
  const text = useText();
  const list = useId();
  return (
    <Field label={text('mapping.field')} help={text('mapping.fieldHelp')}>
      {(ids) => (
        <>
          <TextInput
            {...ids}
            ref={inputRef}
            list={list}
            value={column.path}
            onChange={(event) => {
              onChange({ ...column, path: event.target.value.trim() });
            }}
          />
          <datalist id={list}>
            {facts.choices.map((one) => (
              <option key={one.path} value={one.path}>
                {typeText(text, one.type, one.many)}
              </option>
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}

/** The field that fits by name, where another one is taken. */
function Suggestion({ column, facts, onChange }: PartProps) {
  const text = useText();
  const match = autoMatch(column.column, facts.choices);
  if (match === null || match.choice.path === column.path || column.transform.kind === 'constant') return null;
  const before = facts.before?.columns.find((one) => one.column === column.column);
  if (before?.path === column.path) return null;
  return (
    <p className={styles.suggestion}>
      {text('mapping.match.by', { field: match.choice.path, reason: text(reasonNames[match.reason]) })}
      <Button
        writes
        kind="quiet"
        onClick={() => {
          onChange({ ...column, path: match.choice.path });
        }}
      >
        {text('mapping.match.use')}
      </Button>
    </p>
  );
}
