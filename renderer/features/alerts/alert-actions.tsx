import { Play, RefreshCw } from 'lucide-react';
import type { Alert } from '../../../shared/alerts/alert.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct, useAsk } from '../../lib/queries.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { say } from '../../ui/toasts.tsx';
import type { Overview } from '../home/cause.ts';
import { ReplayButton } from '../replay/replay-button.tsx';
import { useStartRun } from '../runs/use-start-run.ts';
import { waysOf } from './alert-ways.ts';

/** What can be done about an alert, the most useful first. */
export function AlertActions({ alert }: { readonly alert: Alert }) {
  const text = useText();
  const rows = useAsk('flows.overview', {}, { enabled: alert.flowId !== null }).data ?? [];
  const connections = useAsk('connections.list', {}, { enabled: alert.flowId !== null }).data ?? [];
  const row = rows.find(({ flow }) => flow.id === alert.flowId);
  const { links, replay, again } = waysOf(alert, row, connections);
  return (
    <>
      {links.map((link) => (
        <ButtonLink key={link.to} to={link.to}>
          {text(link.text)}
        </ButtonLink>
      ))}
      {replay === null ? null : <ReplayButton scope={replay} modes={['stored']} label={text('replay.sendAll')} />}
      {again === null || row === undefined ? null : again === 'resume' ? <Resume row={row} /> : <Sync row={row} />}
    </>
  );
}

function Resume({ row: { flow } }: { readonly row: Overview }) {
  const text = useText();
  const resume = useAct('flows.resume', ['flows.overview', 'alerts.list']);
  return (
    <>
      <Button
        writes
        icon={Play}
        busy={resume.isPending}
        onClick={() => {
          resume.mutate(
            { id: flow.id },
            {
              onSuccess: () => {
                say(text('alerts.resumed', { flow: flow.name }));
              },
            },
          );
        }}
      >
        {text('alerts.do.resume')}
      </Button>
      {resume.error === null ? null : <ErrorNotice error={dtoOf(resume.error)} />}
    </>
  );
}

function Sync({ row: { flow, state } }: { readonly row: Overview }) {
  const text = useText();
  const start = useStartRun();
  return (
    <>
      <Button
        writes
        icon={RefreshCw}
        disabled={state === 'running' || flow.paused !== null}
        busy={start.isPending}
        onClick={() => {
          start.mutate({ flowId: flow.id });
        }}
      >
        {text('alerts.do.sync')}
      </Button>
      {start.error === null ? null : <ErrorNotice error={dtoOf(start.error)} />}
    </>
  );
}
