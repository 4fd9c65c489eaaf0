import { useState } from 'react';
import { useController, type UseFormReturn } from 'react-hook-form';
import type { SystemField } from '../../../shared/model/system.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Field, type FieldIds } from '../../ui/field.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea, TextInput } from '../../ui/text-input.tsx';
import { Checkbox } from '../../ui/toggle.tsx';
import { ChoiceControl, type ChoiceSource } from './choice-control.tsx';
import { CompanyChoice } from './company-choice.tsx';
import type { FormValues } from './form-values.ts';
import { SecretExpiry } from './secret-expiry.tsx';
import styles from './connect.module.css';

interface FormFieldProps {
  readonly field: SystemField;
  readonly form: UseFormReturn<FormValues>;
  readonly choicesFrom: ChoiceSource;
  /** The connection as it is stored, and the name of its system: for values that only who has signed in can choose. */
  readonly of: { readonly connectionId: string | null; readonly system: string };
  /** When the secret was last replaced; undefined if none is stored. */
  readonly storedAtUtc?: string | undefined;
}

/** One field of a connection: its control by kind, its help, and where to find its value. */
export function FormField({ field, form, choicesFrom, of, storedAtUtc }: FormFieldProps) {
  const text = useText();
  const [replacing, setReplacing] = useState(storedAtUtc === undefined);
  const error = field.secret
    ? form.formState.errors.secrets?.[field.name]
    : form.formState.errors.settings?.[field.name];
  if (field.kind === 'boolean') return <BooleanField field={field} form={form} />;
  if (field.multiple === true) return <SeveralField field={field} form={form} of={of} />;
  return (
    <div>
      <Field
        label={field.label}
        help={field.help}
        error={error?.message}
        mark={field.required ? undefined : text('connect.optional')}
      >
        {(ids) =>
          storedAtUtc !== undefined && !replacing ? (
            <p className={styles.stored} id={ids.id}>
              {text('connect.stored')} <RelativeTime atUtc={storedAtUtc} />
              <Button
                writes
                kind="quiet"
                aria-label={text('connect.replaceSecret', { secret: field.label })}
                onClick={() => {
                  setReplacing(true);
                  // A new secret expires on a day of its own.
                  form.setValue(`expiries.${field.name}`, '');
                }}
              >
                {text('connect.replace')}
              </Button>
            </p>
          ) : (
            <FieldControl ids={ids} field={field} form={form} choicesFrom={choicesFrom} of={of} />
          )
        }
      </Field>
      {field.secret ? <SecretExpiry name={field.name} form={form} /> : null}
      {field.whereToFind === undefined ? null : (
        <p className={styles.where}>{text('connect.where', { place: field.whereToFind })}</p>
      )}
    </div>
  );
}

function FieldControl({ ids, field, form, choicesFrom }: FormFieldProps & { readonly ids: FieldIds }) {
  const name = `${field.secret ? 'secrets' : 'settings'}.${field.name}` as const;
  const { field: control } = useController({ control: form.control, name });
  const value = control.value;
  const common = {
    ...ids,
    name: control.name,
    ref: control.ref,
    value,
    onBlur: control.onBlur,
    onChange: control.onChange,
  };
  if (field.kind === 'select' && field.options !== undefined) {
    return <Select {...ids} value={value} options={field.options} onChange={control.onChange} />;
  }
  if (field.choices === true) {
    return (
      <ChoiceControl ids={ids} field={field.name} placeholder={field.placeholder} form={form} from={choicesFrom} />
    );
  }
  if (field.kind === 'table') return <TextArea {...common} placeholder={field.placeholder} />;
  return (
    <TextInput
      {...common}
      type={field.secret ? 'password' : 'text'}
      autoComplete={field.secret ? 'current-password' : 'off'}
      inputMode={field.kind === 'number' ? 'numeric' : field.kind === 'url' ? 'url' : undefined}
      placeholder={field.placeholder}
    />
  );
}

function BooleanField({ field, form }: Pick<FormFieldProps, 'field' | 'form'>) {
  const { field: control } = useController({ control: form.control, name: `settings.${field.name}` });
  const change = (checked: boolean): void => {
    control.onChange(String(checked));
  };
  return <Checkbox label={field.label} note={field.help} checked={control.value === 'true'} onChange={change} />;
}

/** Not one control with a label but a list of them, so its name stands above it. */
function SeveralField({ field, form, of }: Pick<FormFieldProps, 'field' | 'form' | 'of'>) {
  const { field: control } = useController({ control: form.control, name: `settings.${field.name}` });
  return (
    <div className={styles.several}>
      <span className={styles.severalName}>{field.label}</span>
      <CompanyChoice {...of} field={field.name} label={field.label} value={control.value} onChange={control.onChange} />
      {field.help === undefined ? null : <p className={styles.where}>{field.help}</p>}
    </div>
  );
}
