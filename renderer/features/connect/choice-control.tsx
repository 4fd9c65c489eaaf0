import { useState } from 'react';
import { useController, type UseFormReturn } from 'react-hook-form';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAsk } from '../../lib/queries.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import type { FieldIds } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { FormValues } from './form-values.ts';

/** The stored connection whose system is asked for choices, and what to do when one was made. */
export interface ChoiceSource {
  readonly connectionId: string | null;
  readonly onChosen: () => void;
}

interface ChoiceControlProps {
  readonly ids: FieldIds;
  readonly field: string;
  readonly placeholder: string | undefined;
  readonly form: UseFormReturn<FormValues>;
  readonly from: ChoiceSource;
}

const typed = '\u0000typed';

/** A value chosen from what the system itself lists; typed where it lists nothing, or where the person would rather type. */
export function ChoiceControl({ ids, field, placeholder, form, from }: ChoiceControlProps) {
  const text = useText();
  const [typing, setTyping] = useState(false);
  const {
    field: { name, ref, value, onBlur, onChange },
  } = useController({ control: form.control, name: `settings.${field}` });
  const { connectionId } = from;
  const choices = useAsk('connections.choices', { id: connectionId ?? '', field }, { enabled: connectionId !== null });
  const listed = choices.data ?? [];
  if (typing || listed.length === 0) {
    return (
      <>
        <TextInput
          {...ids}
          name={name}
          ref={ref}
          value={value}
          onBlur={onBlur}
          onChange={onChange}
          placeholder={placeholder}
        />
        {choices.error === null ? null : <ErrorNotice error={dtoOf(choices.error)} />}
      </>
    );
  }
  const isListed = listed.some((one) => one.value === value);
  const own = value === '' || isListed ? [] : [{ value: value, label: value }];
  const choose = (next: string): void => {
    if (next === typed) {
      setTyping(true);
      return;
    }
    onChange(next);
    from.onChosen();
  };
  return (
    <Select
      {...ids}
      value={value}
      options={[...own, ...listed, { value: typed, label: text('connect.typeInstead') }]}
      placeholder={text('connect.choose')}
      onChange={choose}
    />
  );
}
