import { Plus } from 'lucide-react';
import { useId, useState } from 'react';
import { columnFor, type FieldChoice } from '../../../shared/mapping/field-choices.ts';
import type { ColumnMapping } from '../../../shared/mapping/mapping.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { TableFacts } from './table-facts.ts';
import { typeText } from './words.ts';
import styles from './mapping.module.css';

interface AddColumnProps {
  readonly facts: TableFacts;
  readonly onAdd: (columns: ColumnMapping[]) => void;
}

const TEXT = { kind: 'text' } as const;

/** A field of the source as a new column: name and type follow the field. */
export function AddColumn({ facts, onAdd }: AddColumnProps) {
  const text = useText();
  const list = useId();
  const [path, setPath] = useState('');
  const add = (): void => {
    const choice: FieldChoice = facts.choices.find((one) => one.path === path.trim()) ?? {
      path: path.trim(),
      type: TEXT,
      many: false,
    };
    onAdd([
      columnFor(
        choice,
        facts.table.columns.map((one) => one.column),
      ),
    ]);
    setPath('');
  };
  return (
    <form
      className={styles.add}
      onSubmit={(event) => {
        event.preventDefault();
        if (path.trim() !== '') add();
      }}
    >
      <TextInput
        aria-label={text('mapping.addField')}
        placeholder={text('mapping.unmapped', { count: facts.unmapped.length })}
        title={text('mapping.addHelp')}
        list={list}
        value={path}
        onChange={(event) => {
          setPath(event.target.value);
        }}
      />
      <datalist id={list}>
        {facts.unmapped.map((one) => (
          <option key={one.path} value={one.path}>
            {typeText(text, one.type, one.many)}
          </option>
        ))}
      </datalist>
      <Button writes type="submit" icon={Plus} disabled={path.trim() === ''}>
        {text('mapping.add')}
      </Button>
    </form>
  );
}
