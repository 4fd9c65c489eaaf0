import { useEffect } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { DraftForm } from '../../../shared/model/draft.ts';
import type { SystemDescriptor } from '../../../shared/model/system.ts';
import type { FormValues } from './form-values.ts';

/** Tells what a person types, field by field as the descriptor lists them. Secrets are left out. */
export function useTyping(
  form: UseFormReturn<FormValues>,
  system: SystemDescriptor,
  onTyped: ((form: Pick<DraftForm, 'name' | 'settings'>) => void) | undefined,
): void {
  useEffect(() => {
    if (onTyped === undefined) return;
    // Not react-hook-form's own dirty state: a choice made from a list counts as much as a typed letter.
    return form.subscribe({
      formState: { values: true },
      callback: ({ values }) => {
        const names = system.fields.filter((field) => !field.secret).map((field) => field.name);
        const settings = names.flatMap((name) => {
          const value = values.settings[name] ?? '';
          return value === '' ? [] : [[name, value] as const];
        });
        onTyped({ name: values.name, settings: Object.fromEntries(settings) });
      },
    });
    // The callback of the last render does: it only writes into the draft.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [form, system]);
}
