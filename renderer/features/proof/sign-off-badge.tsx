import { CircleAlert, CircleCheck, Undo2 } from 'lucide-react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { useAsk } from '../../lib/queries.ts';
import { useText } from '../../i18n/text.ts';
import { Link, pathOf } from '../../lib/router.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import styles from './proof.module.css';

/** Whether a sign-off stands, and whether records of its period changed since. */
export function SignOffBadge({ signOff }: { readonly signOff: OutputOf<'sign-offs.list'>[number] }) {
  const text = useText();
  if (signOff.takenBack !== null) return <StateBadge tone="neutral" icon={Undo2} label={text('proof.takenBack')} />;
  const changed = signOff.changed ?? 0;
  if (changed > 0)
    return <StateBadge tone="warn" icon={CircleAlert} label={text('proof.changed', { count: changed })} />;
  return <StateBadge tone="ok" icon={CircleCheck} label={text('proof.stands')} />;
}

/** On a flow: how many records of signed months changed since, leading to which; nothing where all is as it was signed. */
export function ChangedSinceSigned({ flowId }: { readonly flowId: string }) {
  const text = useText();
  const signOffs = useAsk('sign-offs.list', { flowId }).data ?? [];
  const changed = signOffs.reduce((sum, one) => sum + (one.changed ?? 0), 0);
  if (changed === 0) return null;
  return (
    <Link to={pathOf('flows', flowId, 'proof')} className={styles.changed}>
      <CircleAlert aria-hidden size={14} />
      <span>{text('proof.changedSince', { count: changed })}</span>
    </Link>
  );
}
