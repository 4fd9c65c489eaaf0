import { CircleCheck, CircleX } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useText } from '../../i18n/text.ts';
import { useChecks } from '../../lib/checks.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Checklist } from '../../ui/checklist.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Waiting } from '../../ui/loading.tsx';
import { NetworkHint } from '../settings/network-hint.tsx';

interface CheckRunProps {
  readonly connectionId: string;
  /** What is tried to be read; null while it is not known yet: a check of nothing would pass. */
  readonly streams: readonly string[] | null;
  readonly title: string;
  /** Id of the last check; null starts one at once. */
  readonly checkId: string | null;
  readonly onStart: (checkId: string) => void;
  readonly fix?: ReactNode;
}

/** A check as it runs: its lines appear by events, and it can be run again at any time. */
export function CheckRun({ connectionId, streams, title, checkId, onStart, fix }: CheckRunProps) {
  const text = useText();
  const check = useAct('connections.check', ['connections.list']);
  const progress = useChecks((state) => (checkId === null ? undefined : state.byId[checkId]));
  const steps = check.data?.steps ?? progress?.steps ?? [];
  const ok = check.data?.ok ?? progress?.ok ?? null;
  const run = (): void => {
    if (streams === null) return;
    const id = crypto.randomUUID();
    onStart(id);
    check.reset();
    check.mutate({ id: connectionId, checkId: id, streams: [...streams] });
  };
  const started = useRef(false);
  useEffect(() => {
    if (started.current || checkId !== null || streams === null) return;
    started.current = true;
    run();
  });
  return (
    <Panel
      title={title}
      note={<span role="status">{ok === null ? text('connect.checking') : <Verdict ok={ok} />}</span>}
      actions={
        <>
          {fix}
          <Button writes busy={check.isPending || streams === null} onClick={run}>
            {text('connect.checkAgain')}
          </Button>
        </>
      }
    >
      {check.error === null ? null : <ErrorNotice error={dtoOf(check.error)} />}
      {steps.length === 0 && check.error === null ? (
        <Waiting text={text('connect.checking')} />
      ) : (
        <Checklist label={title} steps={steps} />
      )}
      <NetworkHint steps={steps} />
    </Panel>
  );
}

function Verdict({ ok }: { readonly ok: boolean }) {
  const text = useText();
  return ok ? (
    <StateBadge tone="ok" icon={CircleCheck} label={text('connect.checkOk')} />
  ) : (
    <StateBadge tone="bad" icon={CircleX} label={text('connect.checkBad')} />
  );
}
