import { z } from 'zod';
import type { Connection, ConnectionDraft } from '../../../shared/model/connection.ts';
import type { DraftForm } from '../../../shared/model/draft.ts';
import { settingProblems } from '../../../shared/systems/source-links.ts';
import type { SystemDescriptor, SystemField } from '../../../shared/model/system.ts';

export interface FormValues {
  name: string;
  settings: Record<string, string>;
  secrets: Record<string, string>;
  /** Days on which secrets expire, `YYYY-MM-DD` or empty. */
  expiries: Record<string, string>;
}

/** What the form shows first: stored settings, else what was typed before, else defaults. Secrets are always empty. */
export function startValues(
  system: SystemDescriptor,
  connection: Connection | null,
  typed: Pick<DraftForm, 'name' | 'settings'> | null = null,
): FormValues {
  const settings: Record<string, string> = {};
  const secrets: Record<string, string> = {};
  const expiries: Record<string, string> = {};
  for (const field of system.fields) {
    if (field.secret) {
      secrets[field.name] = '';
      expiries[field.name] = connection?.secrets.find((one) => one.name === field.name)?.expiresOn ?? '';
    } else
      settings[field.name] =
        typed?.settings[field.name] ?? connection?.settings[field.name] ?? field.defaultValue ?? '';
  }
  return { name: typed?.name ?? connection?.name ?? system.name, settings, secrets, expiries };
}

/** True if the field applies while the other settings are as they are. */
export function isShown(field: SystemField, settings: Readonly<Record<string, string>>): boolean {
  return field.showWhen === undefined || field.showWhen.in.includes(settings[field.showWhen.field] ?? '');
}

/** What a form says of a field: what must be filled is empty; what was typed cannot be used, for a reason (an English phrase). */
export interface FormWords {
  readonly missing: string;
  wrong(reason: string): string;
}

/** Checks what must be filled, and what can be told without the system; a secret that is stored may stay empty. */
export function formSchema(
  system: SystemDescriptor,
  stored: ReadonlySet<string>,
  { missing, wrong }: FormWords,
): z.ZodType<FormValues, FormValues> {
  return z
    .object({
      name: z.string().trim().min(1, missing).max(120),
      settings: z.record(z.string(), z.string()),
      secrets: z.record(z.string(), z.string()),
      expiries: z.record(z.string(), z.string()),
    })
    .superRefine((values, context) => {
      for (const field of system.fields) {
        // What only who has signed in can choose is chosen after the rest was stored; a check names what is empty.
        if (!field.required || field.multiple === true || !isShown(field, values.settings)) continue;
        const group = field.secret ? 'secrets' : 'settings';
        if ((values[group][field.name] ?? '').trim() !== '' || (field.secret && stored.has(field.name))) continue;
        context.addIssue({ code: 'custom', path: [group, field.name], message: missing });
      }
      for (const { field, reason } of settingProblems(system.id, values.settings)) {
        context.addIssue({ code: 'custom', path: ['settings', field], message: wrong(reason) });
      }
    });
}

/** The draft to save: only fields that apply, and only secrets that were entered. */
export function toDraft(system: SystemDescriptor, connectionId: string | null, values: FormValues): ConnectionDraft {
  const shown = system.fields.filter((field) => isShown(field, values.settings));
  const pick = (secret: boolean, from: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(
      shown
        .filter((field) => field.secret === secret && (from[field.name] ?? '').trim() !== '')
        .map((field) => [field.name, secret ? (from[field.name] ?? '') : (from[field.name] ?? '').trim()]),
    );
  return {
    ...(connectionId === null ? {} : { id: connectionId }),
    name: values.name.trim(),
    system: system.id,
    practice: false,
    settings: pick(false, values.settings),
    secrets: pick(true, values.secrets),
    expiries: Object.fromEntries(
      shown.filter(({ secret }) => secret).map(({ name }) => [name, values.expiries[name] ?? '']),
    ),
  };
}
