import { Plus } from 'lucide-react';
import { useState } from 'react';
import { approverSchema, type Approver } from '../../../shared/messages/rule.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './rules.module.css';

interface TypedPersonProps {
  readonly taken: readonly Approver[];
  readonly onAdd: (person: Approver) => void;
}

/** A person by the member ID, for whom Slack does not list. */
export function TypedPerson({ taken, onAdd }: TypedPersonProps) {
  const text = useText();
  const [typed, setTyped] = useState({ id: '', name: '' });
  const [tried, setTried] = useState(false);
  const id = typed.id.trim().toUpperCase();
  const name = typed.name.trim();
  const isTaken = taken.some((one) => one.id === id);
  const isId = approverSchema.shape.id.safeParse(id).success && !isTaken;
  const isName = approverSchema.shape.name.safeParse(name).success;
  const add = (): void => {
    setTried(!isId || !isName);
    if (!isId || !isName) return;
    onAdd({ id, name });
    setTyped({ id: '', name: '' });
  };
  return (
    <fieldset className={styles.typed}>
      <legend className={styles.muted}>{text('rule.personTyped')}</legend>
      <Field
        label={text('rule.personId')}
        error={tried && !isId ? text(isTaken ? 'rule.personTwice' : 'rule.personIdWrong') : undefined}
      >
        {(ids) => (
          <TextInput
            {...ids}
            value={typed.id}
            onChange={(event) => {
              setTyped({ ...typed, id: event.target.value });
            }}
          />
        )}
      </Field>
      <TextField
        label={text('rule.personName')}
        error={tried && !isName ? text('connect.missing') : undefined}
        value={typed.name}
        onChange={(name) => {
          setTyped({ ...typed, name });
        }}
      />
      <Button writes icon={Plus} onClick={add}>
        {text('rule.personAdd')}
      </Button>
    </fieldset>
  );
}
