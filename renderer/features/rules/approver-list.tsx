import { UserPlus, X } from 'lucide-react';
import { useId, useState } from 'react';
import type { Approver } from '../../../shared/messages/rule.ts';
import { useText } from '../../i18n/text.ts';
import { useAsk } from '../../lib/queries.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { PeoplePicker } from './people-picker.tsx';
import { PersonMark } from './person-mark.tsx';
import styles from './rules.module.css';

interface ApproverListProps {
  readonly connectionId: string;
  readonly approvers: readonly Approver[];
  readonly error: string | undefined;
  readonly onChange: (approvers: readonly Approver[]) => void;
}

/** Those who may decide, each known by the member ID; who has left the workspace since is marked. */
export function ApproverList({ connectionId, approvers, error, onChange }: ApproverListProps) {
  const text = useText();
  const id = useId();
  const [choosing, setChoosing] = useState(false);
  const ids = approvers.map((one) => one.id);
  const known = useAsk(
    'messages.people',
    { connectionId, text: '', ids, again: false },
    { enabled: ids.length > 0, keep: true },
  ).data?.named;
  return (
    <div className={styles.form}>
      <p id={id} className={styles.people}>
        <strong>{text('rule.approvers')}</strong>
        <span className={styles.muted}>{text('rule.approversHelp')}</span>
      </p>
      {approvers.length === 0 ? null : (
        <ul className={styles.people} aria-labelledby={id}>
          {approvers.map((one) => (
            <li key={one.id} className={styles.channel}>
              <span className={styles.channelName}>
                <strong>{one.name}</strong>
                <code className={styles.code}>{one.id}</code>
              </span>
              <PersonMark standing={known?.find((person) => person.id === one.id)?.standing} />
              <IconButton
                writes
                icon={X}
                label={text('rule.approverRemove', { name: one.name })}
                onClick={() => {
                  onChange(approvers.filter((other) => other.id !== one.id));
                }}
              />
            </li>
          ))}
        </ul>
      )}
      <div className={styles.channel}>
        <Button
          writes
          icon={UserPlus}
          aria-invalid={error === undefined ? undefined : true}
          onClick={() => {
            setChoosing(true);
          }}
        >
          {text('rule.approverAdd')}
        </Button>
        <span className={styles.problem} role="status">
          {error ?? ''}
        </span>
      </div>
      {choosing ? (
        <PeoplePicker
          connectionId={connectionId}
          approvers={approvers}
          onChange={onChange}
          onClose={() => {
            setChoosing(false);
          }}
        />
      ) : null}
    </div>
  );
}
