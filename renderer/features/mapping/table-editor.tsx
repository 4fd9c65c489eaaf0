import { useRef, useState } from 'react';
import type { ColumnMapping } from '../../../shared/mapping/mapping.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ForLooking } from '../../lib/for-looking.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { Checkbox } from '../../ui/toggle.tsx';
import { AddColumn } from './add-column.tsx';
import { ColumnForm } from './column-form.tsx';
import { ColumnRow, columnCount } from './column-row.tsx';
import { sampleText } from './sample.ts';
import type { SampleRecord, TableFacts } from './table-facts.ts';
import styles from './mapping.module.css';

interface TableEditorProps {
  readonly facts: TableFacts;
  readonly records: readonly SampleRecord[];
  readonly onChange: (columns: ColumnMapping[]) => void;
}

/** The columns of one table as lines, one of them open at a time. */
export function TableEditor({ facts, records, onChange }: TableEditorProps) {
  const text = useText();
  const [open, setOpen] = useState<number | null>(null);
  const [search, setSearch] = useState('');
  const [onlyLook, setOnlyLook] = useState(false);
  const { columns } = facts.table;
  const shown = columns
    .map((column, index) => ({ column, index }))
    .filter(({ column, index }) => index === open || (fits(column, search) && (!onlyLook || needsLook(facts, column))));
  const replace = (index: number, column: ColumnMapping): void => {
    onChange(columns.map((one, at) => (at === index ? column : one)));
  };
  return (
    <div className={styles.editor}>
      <div className={styles.tools}>
        <div className={styles.search}>
          <ForLooking>
            <TextInput
              aria-label={text('mapping.filter')}
              placeholder={text('mapping.filter')}
              value={search}
              onChange={(event) => {
                setSearch(event.target.value);
              }}
            />
          </ForLooking>
        </div>
        <ForLooking>
          <Checkbox label={text('mapping.onlyLook')} checked={onlyLook} onChange={setOnlyLook} />
        </ForLooking>
        <AddColumn
          facts={facts}
          onAdd={(added) => {
            onChange([...columns, ...added]);
            setSearch('');
            setOpen(added.length === 1 ? columns.length : null);
          }}
        />
      </div>
      <div className={styles.scroll}>
        <table className={styles.table} aria-label={text('mapping.table', { table: facts.table.table })}>
          <Head />
          <tbody>
            {shown.map(({ column, index }) => (
              <EditableRow
                key={index}
                column={column}
                facts={facts}
                records={records}
                isOpen={open === index}
                onOpen={(on) => {
                  setOpen(on ? index : null);
                }}
                onChange={(next) => {
                  replace(index, next);
                }}
                onRemove={() => {
                  setOpen(null);
                  onChange(columns.filter((_, at) => at !== index));
                }}
              />
            ))}
          </tbody>
        </table>
        {shown.length === 0 ? <Empty text={text('mapping.nothingFound')} /> : null}
      </div>
      <Removed
        facts={facts}
        onRestore={(column) => {
          onChange([...columns, column]);
        }}
      />
    </div>
  );
}

function Head() {
  const text = useText();
  return (
    <thead>
      <tr>
        <th scope="col">{text('mapping.field')}</th>
        <th scope="col">{text('mapping.sample')}</th>
        <th scope="col">{text('mapping.rule')}</th>
        <th scope="col">{text('mapping.column')}</th>
        <th scope="col">{text('mapping.type')}</th>
        <th scope="col">{text('mapping.needed')}</th>
        <th scope="col">{text('mapping.state')}</th>
        <th scope="col">
          <span className={styles.hidden}>{text('mapping.edit')}</span>
        </th>
      </tr>
    </thead>
  );
}

interface EditableRowProps extends Pick<TableEditorProps, 'facts' | 'records'> {
  readonly column: ColumnMapping;
  readonly isOpen: boolean;
  readonly onOpen: (on: boolean) => void;
  readonly onChange: (column: ColumnMapping) => void;
  readonly onRemove: () => void;
}

function EditableRow({ column, facts, records, isOpen, onOpen, onChange, onRemove }: EditableRowProps) {
  const button = useRef<HTMLButtonElement>(null);
  const sample = sampleText(records, facts.listPath, column);
  const done = (): void => {
    onOpen(false);
    button.current?.focus();
  };
  return (
    <>
      <ColumnRow
        column={column}
        facts={facts}
        sample={sample}
        isOpen={isOpen}
        onOpen={() => {
          onOpen(!isOpen);
        }}
        buttonRef={button}
      />
      {isOpen ? (
        <tr className={styles.open}>
          <td colSpan={columnCount}>
            <ColumnForm
              column={column}
              facts={facts}
              sample={sample}
              onChange={onChange}
              onRemove={onRemove}
              onDone={done}
            />
          </td>
        </tr>
      ) : null}
    </>
  );
}

/** Columns of the default that are left out, each to be had back. */
function Removed({
  facts,
  onRestore,
}: {
  readonly facts: TableFacts;
  readonly onRestore: (one: ColumnMapping) => void;
}) {
  const text = useText();
  const { removed } = facts.diff;
  if (removed.length === 0) return null;
  return (
    <div className={styles.removed}>
      <p>{text('mapping.removed', { count: removed.length })}</p>
      <p className={styles.small}>{text('mapping.removedNote')}</p>
      <ul>
        {removed.map((column) => (
          <li key={column.column}>
            <Button
              writes
              onClick={() => {
                onRestore(column);
              }}
            >
              {text('mapping.restore', { column: column.column })}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function fits(column: ColumnMapping, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  return wanted === '' || `${column.column} ${column.path}`.toLowerCase().includes(wanted);
}

function needsLook(facts: TableFacts, column: ColumnMapping): boolean {
  return (
    facts.diff.states.get(column.column) !== 'default' ||
    [...facts.problems, ...facts.risks].some((one) => one.column === column.column)
  );
}
