import { useForm, useWatch } from 'react-hook-form';
import { zodResolver } from '@hookform/resolvers/zod';
import { ArrowRight, ListChecks } from 'lucide-react';
import type { Connection } from '../../../shared/model/connection.ts';
import type { SystemDescriptor } from '../../../shared/model/system.ts';
import { phraseIn } from '../../../shared/phrases/phrases.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useLocale } from '../../lib/locale.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Field } from '../../ui/field.tsx';
import { Fold } from '../../ui/fold.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { DraftForm } from '../../../shared/model/draft.ts';
import { HandOver } from './hand-over.tsx';
import { useTyping } from './use-typing.ts';
import { FormField } from './form-field.tsx';
import { formSchema, isShown, startValues, type FormValues } from './form-values.ts';
import { useSave } from './use-save.ts';
import styles from './connect.module.css';

interface ConnectionFormProps {
  readonly system: SystemDescriptor;
  readonly connection: Connection | null;
  /** What was typed before, of a connection that was not saved yet. */
  readonly start?: Pick<DraftForm, 'name' | 'settings'> | null;
  /** Told of what is typed, secrets left out. */
  readonly onTyped?: (form: Pick<DraftForm, 'name' | 'settings'>) => void;
  /** Told when the connection was stored on the way, before the form is finished. */
  readonly onStored?: (id: string) => void;
  readonly onSaved: (id: string) => void;
  /** A field that a step of its own asks for later. */
  readonly without?: string | undefined;
  /** Where the screen on which somebody else types the secrets leads back to. */
  readonly returnTo?: string;
}

/** The fields of a system as its descriptor lists them. Secrets are forgotten here once the form was sent. */
export function ConnectionForm(props: ConnectionFormProps) {
  const { system, connection, onSaved, start = null, returnTo = '/connections' } = props;
  const text = useText();
  const stored = new Set(connection?.secrets.map((secret) => secret.name));
  const { language } = useLocale();
  const words = {
    missing: text('connect.missing'),
    wrong: (reason: string) => text('connect.cannotUse', { reason: phraseIn(language, reason) }),
  };
  const form = useForm<FormValues>({
    defaultValues: startValues(system, connection, start),
    resolver: zodResolver(formSchema(system, stored, words)),
  });
  const saving = useSave(system, connection, form, props.onStored);
  useTyping(form, system, props.onTyped);
  const settings = useWatch({ control: form.control, name: 'settings' });
  const shown = system.fields.filter((field) => field.name !== props.without && isShown(field, settings));
  const fieldOf = (field: (typeof shown)[number]) => (
    <FormField
      key={field.name}
      field={field}
      form={form}
      choicesFrom={{ connectionId: saving.lookUpId, onChosen: () => void saving.lookUp() }}
      of={{ connectionId: connection?.id ?? null, system: system.name }}
      storedAtUtc={connection?.secrets.find((one) => one.name === field.name)?.replacedAtUtc}
    />
  );
  const send = form.handleSubmit(async (values) => {
    const saved = await saving.save(values);
    if (saved === null) return;
    for (const field of system.fields) if (field.secret) form.setValue(`secrets.${field.name}`, '');
    onSaved(saved.id);
  });
  const choices = shown.filter((field) => field.choices === true && field.multiple !== true);
  const several = shown.filter((field) => field.multiple === true);
  const advanced = shown.filter((field) => field.advanced === true);
  return (
    <form className={styles.form} onSubmit={(event) => void send(event)} noValidate>
      <Field label={text('connect.name')} error={form.formState.errors.name?.message}>
        {(ids) => <TextInput {...ids} {...form.register('name')} />}
      </Field>
      {shown.filter((field) => field.advanced !== true && field.choices !== true).map(fieldOf)}
      <HandOver system={system} saving={saving} returnTo={returnTo} />
      {choices.length === 0 ? null : (
        <div className={styles.lookUp}>
          <Button writes icon={ListChecks} busy={saving.busy} onClick={() => void saving.lookUp()}>
            {text('connect.lookUp')}
          </Button>
          <span className={styles.muted}>{text('connect.lookUpNote')}</span>
        </div>
      )}
      {choices.map(fieldOf)}
      {several.map(fieldOf)}
      {advanced.length === 0 ? null : (
        <Fold label={text('connect.more')}>
          <div className={styles.form}>{advanced.map(fieldOf)}</div>
        </Fold>
      )}
      {saving.error === null ? null : <ErrorNotice error={dtoOf(saving.error)} />}
      <div className={styles.actions}>
        <Button writes type="submit" kind="primary" icon={ArrowRight} busy={saving.busy}>
          {text('connect.saveNext')}
        </Button>
      </div>
    </form>
  );
}
