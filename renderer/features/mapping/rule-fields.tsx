import { useState } from 'react';
import type { ColumnMapping, Transform } from '../../../shared/mapping/mapping.ts';
import { useText } from '../../i18n/text.ts';
import { DateField } from '../../ui/date-field.tsx';
import { Field } from '../../ui/field.tsx';
import { TextArea, TextInput } from '../../ui/text-input.tsx';
import { AmountField } from './amount-field.tsx';

interface RuleFieldsProps {
  readonly column: ColumnMapping;
  readonly onChange: (column: ColumnMapping) => void;
}

/** The parameters of a column's rule; nothing for rules without any. */
export function RuleFields({ column, onChange }: RuleFieldsProps) {
  const text = useText();
  const { transform } = column;
  const set = (next: Transform): void => {
    onChange({ ...column, transform: next });
  };
  switch (transform.kind) {
    case 'constant': {
      const { kind } = column.type;
      const [Input, label] = fixedInputs[kind === 'decimal' || kind === 'date' ? kind : 'text'];
      return (
        <Input
          label={text(label)}
          value={transform.value}
          onChange={(value) => {
            set({ ...transform, value });
          }}
        />
      );
    }
    case 'join':
      return (
        <TextField
          label={text('mapping.joinSeparator')}
          value={transform.separator}
          onChange={(separator) => {
            set({ ...transform, separator });
          }}
        />
      );
    case 'cut':
      return (
        <TextField
          label={text('mapping.cutLength')}
          value={String(transform.length)}
          onChange={(value) => {
            const length = Number(value);
            if (Number.isInteger(length) && length >= 1) set({ ...transform, length });
          }}
        />
      );
    case 'first-of':
      return (
        <TextField
          label={text('mapping.firstOf')}
          help={text('mapping.firstOfHelp')}
          value={transform.otherPaths.join(', ')}
          onChange={(value) => {
            set({ ...transform, otherPaths: value.split(',').map((path) => path.trim()) });
          }}
        />
      );
    case 'lookup':
      return <LookupFields transform={transform} onChange={set} />;
    case 'copy':
    case 'trim':
    case 'to-json':
      return null;
  }
}

const fixedInputs = {
  decimal: [AmountField, 'mapping.amount'],
  date: [DateField, 'mapping.date'],
  text: [TextField, 'mapping.constant'],
} as const;

interface TextFieldProps {
  readonly label: string;
  readonly help?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Keeps what was typed as it was typed, also where it cannot be used yet. */
function TextField({ label, help, value, onChange }: TextFieldProps) {
  const [typed, setTyped] = useState(value);
  return (
    <Field label={label} help={help}>
      {(ids) => (
        <TextInput
          {...ids}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            onChange(event.target.value);
          }}
        />
      )}
    </Field>
  );
}

type Lookup = Extract<Transform, { kind: 'lookup' }>;

function LookupFields({
  transform,
  onChange,
}: {
  readonly transform: Lookup;
  readonly onChange: (next: Lookup) => void;
}) {
  const text = useText();
  const [typed, setTyped] = useState(() =>
    Object.entries(transform.table)
      .map(([from, to]) => `${from} = ${to}`)
      .join('\n'),
  );
  return (
    <>
      <Field label={text('mapping.lookup')} help={text('mapping.lookupHelp')}>
        {(ids) => (
          <TextArea
            {...ids}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              onChange({ ...transform, table: readTable(event.target.value) });
            }}
          />
        )}
      </Field>
      <TextField
        label={text('mapping.lookupOther')}
        help={text('mapping.lookupOtherHelp')}
        value={transform.otherwise ?? ''}
        onChange={(value) => {
          onChange({ kind: 'lookup', table: transform.table, ...(value === '' ? {} : { otherwise: value }) });
        }}
      />
    </>
  );
}

function readTable(lines: string): Record<string, string> {
  const entries = lines.split('\n').flatMap((line) => {
    const at = line.indexOf('=');
    const from = line.slice(0, at).trim();
    return at < 0 || from === '' ? [] : [[from, line.slice(at + 1).trim()] as const];
  });
  return Object.fromEntries(entries);
}
