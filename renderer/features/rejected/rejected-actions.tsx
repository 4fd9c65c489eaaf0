import { CircleSlash } from 'lucide-react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { Selection } from '../../../shared/contract/paging.ts';
import type { RejectedFilter } from '../../../shared/model/record-view.ts';
import { useText } from '../../i18n/text.ts';
import { useAct } from '../../lib/queries.ts';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { say } from '../../ui/toasts.tsx';
import { ReplayButton } from '../replay/replay-button.tsx';
import { ReopenButton } from './reopen-button.tsx';

const stale = ['rejected.list', 'rejected.reasons', 'rejected.get', 'flows.overview', 'audit.list'] as const;

interface ChosenProps {
  readonly filter: RejectedFilter;
  readonly selection: Selection;
  readonly count: number;
}

/** What can be done with open rejected records: replay them, or put them aside with a reason. */
export function RejectedActions({ filter, selection, count }: ChosenProps) {
  return (
    <>
      <ReplayButton
        scope={{ kind: 'rejected', filter, selection }}
        modes={['todays-mapping', 'read-again', 'stored']}
      />
      <DismissButton filter={filter} selection={selection} count={count} />
    </>
  );
}

function DismissButton({ filter, selection, count }: ChosenProps) {
  const text = useText();
  const dismiss = useAct('rejected.dismiss', stale);
  return (
    <ReasonButton
      of={dismiss}
      icon={CircleSlash}
      label={text('rejected.dismiss')}
      confirm={{ kind: 'danger' }}
      title={text('rejected.dismissTitle', { count })}
      means={text('rejected.dismissMeans')}
      onDo={(reason, close) => {
        const onSuccess = ({ changed }: OutputOf<'rejected.dismiss'>): void => {
          say(text('rejected.dismissDone', { count: changed }));
          close();
        };
        dismiss.mutate({ filter, selection, reason }, { onSuccess });
      }}
    />
  );
}

/** Takes a dismissal back. */
export function ReopenRejectedButton({ id }: { readonly id: string }) {
  return <ReopenButton of={useAct('rejected.reopen', stale)} id={id} kept="rejected.reopenKept" />;
}
