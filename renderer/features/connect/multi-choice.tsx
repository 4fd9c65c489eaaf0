import { CircleCheck, CircleOff } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { Choice } from '../../../shared/model/choice.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { Checkbox } from '../../ui/toggle.tsx';
import styles from './connect.module.css';

interface MultiChoiceProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
  /** Beside what chooses all or none. */
  readonly action?: ReactNode;
}

/** From how many on a list is looked through rather than read. */
const longList = 12;

interface Row extends Choice {
  readonly isUnlisted: boolean;
}

/** Several of what a system lists, each with what tells it from the others. What cannot be chosen says why; what was chosen can be let go. */
export function MultiChoice({ label, choices, chosen, onChange, action }: MultiChoiceProps) {
  const text = useText();
  const [find, setFind] = useState('');
  const rows = rowsOf(choices, chosen);
  const wanted = find.trim().toLowerCase();
  const shown = rows.filter((row) => wanted === '' || wordsOf(row).includes(wanted));
  const choose = (values: ReadonlySet<string>): void => {
    onChange(rows.map((row) => row.value).filter((value) => values.has(value)));
  };
  const toggle = (value: string, on: boolean): void => {
    const values = new Set(chosen);
    if (on) values.add(value);
    else values.delete(value);
    choose(values);
  };
  return (
    <div className={styles.choices} role="group" aria-label={label}>
      <div className={styles.choicesHead}>
        <span role="status" className={styles.muted}>
          {text('companies.chosen', { chosen: chosen.length, all: rows.length })}
        </span>
        <Button
          kind="quiet"
          onClick={() => {
            choose(new Set(rows.filter((row) => mayChoose(row)).map((row) => row.value)));
          }}
        >
          {text('companies.all')}
        </Button>
        <Button
          kind="quiet"
          disabled={chosen.length === 0}
          onClick={() => {
            choose(new Set());
          }}
        >
          {text('companies.none')}
        </Button>
        {action}
        {rows.length < longList ? null : (
          <TextInput
            type="search"
            aria-label={text('companies.find')}
            placeholder={text('companies.find')}
            value={find}
            onChange={(event) => {
              setFind(event.target.value);
            }}
          />
        )}
      </div>
      <div className={styles.choiceList}>
        <Table
          label={label}
          columns={columnsOf(text, rows, { chosen: new Set(chosen), toggle })}
          rows={shown}
          keyOf={(row) => row.value}
        />
      </div>
    </div>
  );
}

/** What is listed, then what was chosen before and is not listed any more. */
function rowsOf(choices: readonly Choice[], chosen: readonly string[]): Row[] {
  const known = new Set(choices.map((one) => one.value));
  const gone = chosen.filter((value) => !known.has(value));
  return [
    ...choices.map((one) => ({ ...one, isUnlisted: false })),
    ...gone.map((value) => ({ value, label: value, isUnlisted: true })),
  ];
}

function mayChoose(row: Row): boolean {
  return row.reason === undefined && !row.isUnlisted;
}

function wordsOf({ value, label, facts = [] }: Row): string {
  return [label, value, ...facts.map((fact) => fact.value)].join(' ').toLowerCase();
}

interface Ticks {
  readonly chosen: ReadonlySet<string>;
  readonly toggle: (value: string, on: boolean) => void;
}

function columnsOf(text: ReturnType<typeof useText>, rows: readonly Row[], { chosen, toggle }: Ticks): Column<Row>[] {
  const facts = [...new Set(rows.flatMap((row) => (row.facts ?? []).map((fact) => fact.label)))];
  return [
    {
      id: 'name',
      header: text('companies.name'),
      kind: 'main',
      cell: (row) => (
        <Checkbox
          label={row.label}
          checked={chosen.has(row.value)}
          disabled={!mayChoose(row) && !chosen.has(row.value)}
          onChange={(on) => {
            toggle(row.value, on);
          }}
        />
      ),
    },
    { id: 'code', header: text('companies.code'), kind: 'tight', cell: (row) => <code>{row.value}</code> },
    ...facts.map((label): Column<Row> => ({
      id: `fact-${label}`,
      header: label,
      kind: 'tight',
      cell: (row) => row.facts?.find((fact) => fact.label === label)?.value ?? '',
    })),
    {
      id: 'state',
      header: text('companies.state'),
      kind: 'tight',
      cell: (row) =>
        mayChoose(row) ? (
          <StateBadge tone="ok" icon={CircleCheck} label={text('companies.open')} />
        ) : (
          <StateBadge
            tone="neutral"
            icon={CircleOff}
            label={row.isUnlisted ? text('companies.unlisted') : (row.reason ?? '')}
          />
        ),
    },
  ];
}
