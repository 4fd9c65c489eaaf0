import { Check, CircleSlash } from 'lucide-react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { Proposal } from '../../../shared/model/write-back.ts';
import { useText } from '../../i18n/text.ts';
import { useAct } from '../../lib/queries.ts';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { say } from '../../ui/toasts.tsx';
import { Changes } from './changes.tsx';
import { proposalLooks } from './words.ts';

interface DecideProps {
  readonly proposal: Proposal;
  readonly source: string;
  readonly destination: string;
}

const stale = ['write-back.list', 'write-back.state', 'audit.list'] as const;

/** Writes a change to the source, once it was read what would change there and why it is wanted. */
export function Approve({ proposal, source, destination }: DecideProps) {
  const text = useText();
  const approve = useAct('write-back.approve', stale);
  const { id, fingerprint, label: record, changes } = proposal;
  return (
    <ReasonButton
      of={approve}
      icon={Check}
      kind="primary"
      label={text('writeBack.approve')}
      hidden={changes.some(({ problem }) => problem !== null)}
      confirm={{ label: text('writeBack.writeNow', { system: source }), kind: 'primary' }}
      wide
      title={text('writeBack.approveTitle', { record, system: source })}
      means={text('writeBack.approveMeans', { system: source })}
      onDo={(reason, close) => {
        const onSuccess = ({ state, label }: OutputOf<'write-back.approve'>): void => {
          say(text('writeBack.outcome', { record: label, state: text(proposalLooks[state].word) }));
          close();
        };
        approve.mutate({ id, fingerprint, reason }, { onSuccess });
      }}
    >
      <Changes
        label={text('writeBack.changesOf', { record })}
        changes={changes}
        source={source}
        destination={destination}
      />
    </ReasonButton>
  );
}

/** Says no to a change; it is not proposed again as it is. */
export function Dismiss({ proposal: { id, fingerprint, label: record }, source, destination }: DecideProps) {
  const text = useText();
  const dismiss = useAct('write-back.dismiss', stale);
  return (
    <ReasonButton
      of={dismiss}
      icon={CircleSlash}
      label={text('writeBack.dismiss')}
      confirm={{ kind: 'danger' }}
      title={text('writeBack.dismissTitle', { record })}
      means={text('writeBack.dismissMeans', { source, destination })}
      onDo={(reason, close) => {
        dismiss.mutate({ id, fingerprint, reason }, { onSuccess: close });
      }}
    />
  );
}
