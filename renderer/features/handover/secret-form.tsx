import { KeyRound } from 'lucide-react';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { ErrorDto } from '../../../shared/errors/error-dto.ts';
import type { Connection } from '../../../shared/model/connection.ts';
import type { SystemField } from '../../../shared/model/system.ts';
import { useText } from '../../i18n/text.ts';
import { call, dtoOf } from '../../lib/client.ts';
import { formatDate } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { refreshAll } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import styles from './handover.module.css';

interface SecretFormProps {
  readonly connection: Connection;
  readonly fields: readonly SystemField[];
  readonly onStored: () => void;
  readonly onLeave: () => void;
}

type Cleared = 'left' | 'idle' | null;

const idleMs = 120_000;

/** Masked fields that nothing on this screen can show. Their values live in the inputs alone, never in the page's state. */
export function SecretForm({ connection, fields, onStored, onLeave }: SecretFormProps) {
  const text = useText();
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [error, setError] = useState<ErrorDto | null>(null);
  const [expiries, setExpiries] = useState<Readonly<Record<string, string>>>({});
  const { cleared, touch } = useClearing(form);
  const send = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const secrets = typedIn(event.currentTarget, fields);
    const empty = fields.filter((field) => field.required && secrets[field.name] === undefined).map((one) => one.name);
    setMissing(empty);
    if (empty.length > 0) return;
    setBusy(true);
    setError(null);
    const { id, name, system, practice, settings } = connection;
    // A new secret expires on a day of its own: what was known of the one before says nothing of it.
    const days = Object.fromEntries(Object.keys(secrets).map((field) => [field, expiries[field] ?? '']));
    try {
      // Not through the query cache: it would keep what was sent.
      await call('connections.save', { id, name, system, practice, settings, secrets, expiries: days });
      form.current?.reset();
      refreshAll(client, ['connections.list', 'connections.get']);
      onStored();
    } catch (failure) {
      setError(dtoOf(failure));
      setBusy(false);
    }
  };
  return (
    <form ref={form} className={styles.form} noValidate onInput={touch} onSubmit={(event) => void send(event)}>
      {fields.map((field) => (
        <div key={field.name}>
          <Field
            label={field.label}
            help={field.help}
            error={missing.includes(field.name) ? text('connect.missing') : undefined}
          >
            {(ids) => <TextInput {...ids} name={field.name} type="password" autoComplete="off" />}
          </Field>
          <NewExpiry
            known={connection.secrets.find((one) => one.name === field.name)?.expiresOn}
            value={expiries[field.name] ?? ''}
            onChange={(day) => {
              setExpiries((before) => ({ ...before, [field.name]: day }));
            }}
          />
          {field.whereToFind === undefined ? null : (
            <p className={styles.where}>{text('connect.where', { place: field.whereToFind })}</p>
          )}
        </div>
      ))}
      <p role="status" className={styles.where}>
        {cleared === null ? text('handover.rule') : text(cleared === 'idle' ? 'handover.idle' : 'handover.left')}
      </p>
      {error === null ? null : <ErrorNotice error={error} />}
      <div className={styles.actions}>
        <Button onClick={onLeave}>{text('handover.cancel')}</Button>
        <Button writes type="submit" kind="primary" icon={KeyRound} busy={isBusy}>
          {text('handover.store')}
        </Button>
      </div>
    </form>
  );
}

interface NewExpiryProps {
  /** When the secret before expires, if anybody said so. */
  readonly known: string | undefined;
  readonly value: string;
  readonly onChange: (day: string) => void;
}

/** The day on which the new secret expires, where its system says one: an alert tells it in time. */
function NewExpiry({ known, value, onChange }: NewExpiryProps) {
  const text = useText();
  const locale = useLocale();
  return (
    <div className={styles.expiry}>
      <DateField fit label={text('connect.expires')} value={value} onChange={onChange} />
      {known === undefined ? null : (
        <p className={styles.where}>{text('handover.expiryBefore', { date: formatDate(known, locale) })}</p>
      )}
    </div>
  );
}

function typedIn(form: HTMLFormElement, fields: readonly SystemField[]): Record<string, string> {
  const data = new FormData(form);
  const entries = fields.flatMap((field) => {
    const value = data.get(field.name);
    return typeof value === 'string' && value !== '' ? [[field.name, value] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** Empties the form when the window is left, when nothing is typed for two minutes, and when the screen ends. */
function useClearing(form: React.RefObject<HTMLFormElement | null>): { cleared: Cleared; touch: () => void } {
  const [cleared, setCleared] = useState<Cleared>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const stop = (): void => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
  };
  const touch = (): void => {
    stop();
    setCleared(null);
    timer.current = setTimeout(() => {
      form.current?.reset();
      setCleared('idle');
    }, idleMs);
  };
  useEffect(() => {
    const element = form.current;
    const leave = (): void => {
      if (element !== null && hasText(element)) setCleared('left');
      element?.reset();
      stop();
    };
    const hide = (): void => {
      if (document.visibilityState === 'hidden') leave();
    };
    window.addEventListener('blur', leave);
    document.addEventListener('visibilitychange', hide);
    return () => {
      window.removeEventListener('blur', leave);
      document.removeEventListener('visibilitychange', hide);
      element?.reset();
      stop();
    };
  }, [form]);
  return { cleared, touch };
}

function hasText(form: HTMLFormElement): boolean {
  return [...new FormData(form).values()].some((value) => value !== '');
}
