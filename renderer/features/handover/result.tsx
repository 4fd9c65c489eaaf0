import { Check, CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../i18n/text.ts';
import { useChecks } from '../../lib/checks.ts';
import { Button } from '../../ui/button.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { CheckRun } from '../connect/check-run.tsx';
import styles from './handover.module.css';

interface ResultProps {
  /** At least one, where the system has any: some systems show whether a sign-in is good only when something is read. */
  readonly streams: readonly string[];
  readonly connectionId: string;
  readonly onAgain: () => void;
  readonly onLeave: () => void;
}

/** Says that the secret is stored, and checks at once whether the system takes it, while its owner is still there. */
export function Result({ connectionId, streams, onAgain, onLeave }: ResultProps) {
  const text = useText();
  const [checkId, setCheckId] = useState<string | null>(null);
  const ok = useChecks((state) => (checkId === null ? null : (state.byId[checkId]?.ok ?? null)));
  return (
    <div className={styles.form}>
      <p role="status">
        <StateBadge tone="ok" icon={CircleCheck} label={text('handover.stored')} />
      </p>
      <CheckRun
        connectionId={connectionId}
        streams={streams}
        title={text('handover.check')}
        checkId={checkId}
        onStart={setCheckId}
      />
      <div className={styles.actions}>
        {ok === false ? <Button onClick={onAgain}>{text('handover.again')}</Button> : null}
        <Button kind="primary" icon={Check} onClick={onLeave}>
          {text('handover.done')}
        </Button>
      </div>
    </div>
  );
}
