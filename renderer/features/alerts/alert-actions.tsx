import { Play, RefreshCw } from 'lucide-react';
import type { Alert, AlertKind } from '../../../shared/alerts/alert.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { messagesPath, rejectedOfPath, rulesPath, runPath } from '../../lib/paths.ts';
import { useAct, useAsk } from '../../lib/queries.ts';
import { pathOf } from '../../lib/router.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { say } from '../../ui/toasts.tsx';
import { routeOfFix, troubleOf } from '../home/cause.ts';
import { useStartRun } from '../runs/use-start-run.ts';

/** What can be done about an alert, the most useful first. */
export function AlertActions({ alert }: { readonly alert: Alert }) {
  const text = useText();
  const { kind, flowId, details } = alert;
  if (kind === 'audit-broken') return <ButtonLink to="/audit">{text('alerts.do.audit')}</ButtonLink>;
  if (kind === 'disk-full') return <ButtonLink to="/settings">{text('alerts.do.retention')}</ButtonLink>;
  if (flowId === null) return null;
  switch (kind) {
    case 'rejected':
      return <ButtonLink to={rejectedOfPath(flowId)}>{text('alerts.do.replay')}</ButtonLink>;
    case 'messages-undecided':
      return <ButtonLink to={messagesPath({ flowId, state: 'needs' })}>{text('alerts.do.messages')}</ButtonLink>;
    case 'channel-stopped':
      return <ButtonLink to={rulesPath(flowId)}>{text('alerts.do.rules')}</ButtonLink>;
    default:
      return <FlowActions flowId={flowId} runId={details.runId} kind={kind} />;
  }
}

interface FlowActionsProps {
  readonly flowId: string;
  readonly runId: string | undefined;
  readonly kind: AlertKind;
}

/** Of a flow that reads or delivers nothing, or not what it should: the fix of its cause, its run, and starting it again. */
function FlowActions({ flowId, runId, kind }: FlowActionsProps) {
  const text = useText();
  const row = (useAsk('flows.overview', {}).data ?? []).find(({ flow }) => flow.id === flowId);
  const connections = useAsk('connections.list', {}).data ?? [];
  const start = useStartRun();
  const resume = useAct('flows.resume', ['flows.overview', 'alerts.list']);
  if (row === undefined) return null;
  const trouble = troubleOf(row, connections);
  // The same flow may have other trouble, which has an alert of its own.
  const isCause = trouble?.error !== null || trouble.fix.kind === 'totals';
  const fix = trouble === null || !isCause ? null : routeOfFix(trouble.fix, flowId);
  const run = runId ?? row.lastRun?.id;
  const error = start.error ?? resume.error;
  return (
    <>
      {fix === null ? null : <ButtonLink to={fix}>{text('alerts.do.fix')}</ButtonLink>}
      {run === undefined ? null : <ButtonLink to={runPath(run)}>{text('alerts.do.run')}</ButtonLink>}
      {kind === 'flow-paused' ? (
        <Button
          writes
          icon={Play}
          busy={resume.isPending}
          onClick={() => {
            resume.mutate(
              { id: flowId },
              {
                onSuccess: () => {
                  say(text('alerts.resumed', { flow: row.flow.name }));
                },
              },
            );
          }}
        >
          {text('alerts.do.resume')}
        </Button>
      ) : (
        <Button
          writes
          icon={RefreshCw}
          disabled={row.state === 'running' || row.flow.paused !== null}
          busy={start.isPending}
          onClick={() => {
            start.mutate({ flowId });
          }}
        >
          {text('alerts.do.sync')}
        </Button>
      )}
      {run === undefined ? <ButtonLink to={pathOf('flows', flowId)}>{text('alerts.do.flow')}</ButtonLink> : null}
      {error === null ? null : <ErrorNotice error={dtoOf(error)} />}
    </>
  );
}
