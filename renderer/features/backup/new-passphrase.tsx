import { CircleCheck, CircleX } from 'lucide-react';
import { isStrongEnough, leastPassphraseCharacters, passphraseStrength } from '../../../shared/model/passphrase.ts';
import { useText } from '../../i18n/text.ts';
import { PassphraseField } from '../vault/passphrase-field.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import styles from './backup.module.css';

/** A passphrase as it is typed for the first time, twice. */
export interface NewPassphrase {
  readonly first: string;
  readonly again: string;
}

/** Whether a backup may be sealed under it: strong enough, and typed the same twice. */
export function isChosen({ first, again }: NewPassphrase): boolean {
  return isStrongEnough(first) && first === again;
}

interface Props {
  readonly value: NewPassphrase;
  readonly onChange: (value: NewPassphrase) => void;
}

/** Asks for a new passphrase twice and says what it is worth while it is typed. */
export function NewPassphraseFields({ value, onChange }: Props) {
  const text = useText();
  const { first, again } = value;
  const differs = again !== '' && again !== first;
  return (
    <>
      <div className={styles.worth}>
        <PassphraseField
          label={text('backup.passphrase')}
          help={text('backup.passphraseHelp')}
          isNew
          value={first}
          onChange={(next) => {
            onChange({ first: next, again });
          }}
        />
        <div role="status">{first === '' ? null : <Strength of={first} />}</div>
      </div>
      <PassphraseField
        label={text('backup.again')}
        isNew
        value={again}
        onChange={(next) => {
          onChange({ first, again: next });
        }}
        error={differs ? text('backup.differs') : undefined}
      />
    </>
  );
}

function Strength({ of }: { readonly of: string }) {
  const text = useText();
  const strength = passphraseStrength(of);
  const isEnough = isStrongEnough(of);
  return (
    <StateBadge
      tone={isEnough ? 'ok' : 'bad'}
      icon={isEnough ? CircleCheck : CircleX}
      label={text(`backup.strength.${strength}`, { least: leastPassphraseCharacters })}
    />
  );
}
