import { useState } from 'react';
import { webhookSettingsSchema, type WebhookSettings } from '../../../shared/webhooks/state.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { say } from '../../ui/toasts.tsx';
import { Checkbox } from '../../ui/toggle.tsx';
import styles from './webhooks.module.css';

/** Whether calls are received, and where. Nothing takes effect before it is saved. */
export function SettingsForm({ settings }: { readonly settings: WebhookSettings }) {
  const text = useText();
  const set = useAct('webhooks.set', ['webhooks.get']);
  const [on, setOn] = useState(settings.on);
  const [port, setPort] = useState(String(settings.port));
  const [publicAddress, setAddress] = useState(settings.publicAddress);
  const [keepDays, setKeepDays] = useState(String(settings.keepDays));
  const wanted = webhookSettingsSchema.safeParse({ on, port: Number(port), publicAddress, keepDays: Number(keepDays) });
  const save = (): void => {
    if (!wanted.success) return;
    set.mutate(wanted.data, {
      onSuccess: () => {
        say(text('webhooks.saved'));
      },
    });
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Checkbox label={text('webhooks.on')} note={text('webhooks.onNote')} checked={on} onChange={setOn} />
      <Field label={text('webhooks.publicAddress')} help={text('webhooks.publicAddressHelp')}>
        {(ids) => (
          <TextInput
            {...ids}
            value={publicAddress}
            placeholder={text('webhooks.publicAddressExample')}
            onChange={(event) => {
              setAddress(event.target.value);
            }}
          />
        )}
      </Field>
      <NumberField label={text('webhooks.port')} help={text('webhooks.portHelp')} value={port} onChange={setPort} />
      <NumberField
        label={text('webhooks.keepDays')}
        help={text('webhooks.keepDaysHelp')}
        value={keepDays}
        onChange={setKeepDays}
      />
      {set.error === null ? null : <ErrorNotice error={dtoOf(set.error)} />}
      <div>
        <Button writes type="submit" kind="primary" busy={set.isPending} disabled={!wanted.success}>
          {text('webhooks.save')}
        </Button>
      </div>
    </form>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly help: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function NumberField({ label, help, value, onChange }: NumberFieldProps) {
  return (
    <Field label={label} help={help}>
      {(ids) => (
        <TextInput
          {...ids}
          inputMode="numeric"
          value={value}
          onChange={(event) => {
            onChange(event.target.value.replaceAll(/\D/g, ''));
          }}
        />
      )}
    </Field>
  );
}
