import type { ColumnMapping } from '../../../shared/mapping/mapping.ts';
import { useText } from '../../i18n/text.ts';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { newType, typeKinds } from './words.ts';

interface TypeFieldsProps {
  readonly column: ColumnMapping;
  readonly onChange: (column: ColumnMapping) => void;
}

/** The type of a column, with its digits where it is a decimal. */
export function TypeFields({ column, onChange }: TypeFieldsProps) {
  const text = useText();
  const { type } = column;
  return (
    <>
      <Field label={text('mapping.type')}>
        {(ids) => (
          <Select
            {...ids}
            value={type.kind}
            options={typeKinds.map((kind) => ({ value: kind, label: text(`mapping.kind.${kind}`) }))}
            onChange={(kind) => {
              const known = typeKinds.find((one) => one === kind);
              if (known !== undefined) onChange(withType(column, known));
            }}
          />
        )}
      </Field>
      {type.kind === 'decimal' ? (
        <>
          <Digits
            label={text('mapping.digits')}
            value={type.precision}
            least={1}
            onChange={(precision) => {
              onChange({ ...column, type: { ...type, precision } });
            }}
          />
          <Digits
            label={text('mapping.scale')}
            value={type.scale}
            least={0}
            onChange={(scale) => {
              onChange({ ...column, type: { ...type, scale } });
            }}
          />
        </>
      ) : null}
    </>
  );
}

/** JSON columns take values as they are, and everything else takes none of them whole. */
function withType(column: ColumnMapping, kind: (typeof typeKinds)[number]): ColumnMapping {
  const type = newType(kind);
  if (kind === 'json' && column.transform.kind === 'copy') return { ...column, type, transform: { kind: 'to-json' } };
  if (kind !== 'json' && kind !== 'text' && column.transform.kind === 'to-json') {
    return { ...column, type, transform: { kind: 'copy' } };
  }
  return { ...column, type };
}

interface DigitsProps {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly onChange: (value: number) => void;
}

const most = 38;

function Digits({ label, value, least, onChange }: DigitsProps) {
  return (
    <Field label={label}>
      {(ids) => (
        <TextInput
          {...ids}
          type="number"
          inputMode="numeric"
          min={least}
          max={most}
          value={String(value)}
          onChange={(event) => {
            const next = Number(event.target.value);
            if (Number.isInteger(next) && next >= least && next <= most) onChange(next);
          }}
        />
      )}
    </Field>
  );
}
