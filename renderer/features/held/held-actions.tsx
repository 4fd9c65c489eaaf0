import { CircleSlash, Send } from 'lucide-react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { Selection } from '../../../shared/contract/paging.ts';
import type { HeldFilter } from '../../../shared/model/held.ts';
import { useText } from '../../i18n/text.ts';
import { useAct } from '../../lib/queries.ts';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { say } from '../../ui/toasts.tsx';
import { ReopenButton } from '../rejected/reopen-button.tsx';

const stale = ['held.list', 'held.reasons', 'held.get', 'flows.overview', 'runs.list', 'audit.list'] as const;

interface ChosenProps {
  readonly filter: HeldFilter;
  readonly selection: Selection;
  readonly count: number;
}

/** What a person can say of records that wait: load them all the same, or never. */
export function HeldActions({ filter, selection, count }: ChosenProps) {
  const text = useText();
  const release = useAct('held.release', stale);
  const dismiss = useAct('held.dismiss', stale);
  return (
    <>
      <ReasonButton
        of={release}
        icon={Send}
        label={text('held.release')}
        confirm={{ label: text('held.releaseNow'), kind: 'primary' }}
        title={text('held.releaseTitle', { count })}
        means={text('held.releaseMeans')}
        onDo={(reason, close) => {
          const onSuccess = (done: OutputOf<'held.release'>): void => {
            say(text(done.runs.length > 0 ? 'held.releaseRuns' : 'held.releaseNext', { count: done.changed }));
            close();
          };
          release.mutate({ filter, selection, reason }, { onSuccess });
        }}
      />
      <ReasonButton
        of={dismiss}
        icon={CircleSlash}
        label={text('rejected.dismiss')}
        confirm={{ kind: 'danger' }}
        title={text('held.dismissTitle', { count })}
        means={text('held.dismissMeans')}
        onDo={(reason, close) => {
          const onSuccess = ({ changed }: OutputOf<'held.dismiss'>): void => {
            say(text('rejected.dismissDone', { count: changed }));
            close();
          };
          dismiss.mutate({ filter, selection, reason }, { onSuccess });
        }}
      />
    </>
  );
}

/** Takes a dismissal back. */
export function ReopenHeldButton({ id }: { readonly id: string }) {
  return <ReopenButton of={useAct('held.reopen', stale)} id={id} kept="held.reopenKept" />;
}
