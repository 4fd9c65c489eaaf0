import { useState } from 'react';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import styles from './network.module.css';

interface NetworkPasswordProps {
  /** When the stored one was replaced; null if none is stored for this proxy and user. */
  readonly storedAtUtc: string | null;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onRemove: () => void;
}

/** The proxy's password: typed, replaced or removed, never shown. */
export function NetworkPassword({ storedAtUtc, value, onChange, onRemove }: NetworkPasswordProps) {
  const text = useText();
  const [replacing, setReplacing] = useState(false);
  return (
    <Field label={text('network.password')} help={text('network.passwordHelp')} mark={text('network.optional')}>
      {(ids) =>
        storedAtUtc !== null && !replacing ? (
          <div className={styles.stored} id={ids.id}>
            {text('network.passwordStored')} <RelativeTime atUtc={storedAtUtc} />
            <Button
              writes
              kind="quiet"
              aria-label={text('network.passwordReplace')}
              onClick={() => {
                setReplacing(true);
              }}
            >
              {text('network.replace')}
            </Button>
            <Button writes kind="quiet" aria-label={text('network.passwordRemove')} onClick={onRemove}>
              {text('network.remove')}
            </Button>
          </div>
        ) : (
          <TextInput
            {...ids}
            type="password"
            autoComplete="current-password"
            value={value}
            onChange={(event) => {
              onChange(event.target.value);
            }}
          />
        )
      }
    </Field>
  );
}
