import { useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { Connection } from '../../../shared/model/connection.ts';
import type { SystemDescriptor } from '../../../shared/model/system.ts';
import { useAct } from '../../lib/queries.ts';
import { isShown, toDraft, type FormValues } from './form-values.ts';

export interface Saving {
  /** The stored connection that the system's choices are read with; null until they were asked for. */
  readonly lookUpId: string | null;
  readonly busy: boolean;
  readonly error: Error | null;
  /** Stores what was entered; null if that failed. */
  readonly save: (values: FormValues) => Promise<Connection | null>;
  /** Stores what was entered so far, so that the system can be asked what there is to choose from. */
  readonly lookUp: () => Promise<void>;
  /** Stores everything but the secrets, which somebody else is going to type; the connection's id, null if something is missing. */
  readonly storeWithoutSecrets: () => Promise<string | null>;
}

/** Storing a connection from its form: at the end, and before that to look up choices. Both write the same connection. */
export function useSave(
  system: SystemDescriptor,
  connection: Connection | null,
  form: UseFormReturn<FormValues>,
  onStored: ((id: string) => void) | undefined,
): Saving {
  const [lookUpId, setLookUpId] = useState<string | null>(null);
  const act = useAct('connections.save', ['connections.list', 'connections.get', 'connections.choices']);
  const save = (values: FormValues): Promise<Connection | null> =>
    act.mutateAsync(toDraft(system, connection?.id ?? lookUpId, values)).catch(() => null);
  const lookUp = async (): Promise<void> => {
    const values = form.getValues();
    const needed = system.fields.filter((field) => field.choices !== true && isShown(field, values.settings));
    const names = needed.map((field) => `${field.secret ? 'secrets' : 'settings'}.${field.name}` as const);
    if (!(await form.trigger(['name', ...names], { shouldFocus: true }))) return;
    const saved = await save(form.getValues());
    if (saved === null) return;
    setLookUpId(saved.id);
    onStored?.(saved.id);
  };
  const storeWithoutSecrets = async (): Promise<string | null> => {
    const values = form.getValues();
    const needed = system.fields.filter(
      (field) => !field.secret && field.choices !== true && isShown(field, values.settings),
    );
    if (
      !(await form.trigger(['name', ...needed.map((field) => `settings.${field.name}` as const)], {
        shouldFocus: true,
      }))
    )
      return null;
    const saved = await save({ ...form.getValues(), secrets: {} });
    if (saved !== null) onStored?.(saved.id);
    return saved?.id ?? null;
  };
  return { lookUpId, busy: act.isPending, error: act.error, save, lookUp, storeWithoutSecrets };
}
