import type { Alert } from '../../../shared/alerts/alert.ts';
import type { Connection } from '../../../shared/model/connection.ts';
import type { ReplayScope } from '../../../shared/replay/replay.ts';
import type { TextId } from '../../i18n/text.ts';
import { heldOfPath, messagesPath, rejectedOfPath, rulesPath, runPath } from '../../lib/paths.ts';
import { pathOf } from '../../lib/router.tsx';
import { routeOfFix, troubleOf, type Overview } from '../home/cause.ts';

/** What can be done about an alert from its card. */
export interface AlertWays {
  /** Places, the most useful first. */
  readonly links: readonly { readonly text: TextId; readonly to: string }[];
  /** What waits of the flow and can be sent from here; null if nothing does, or if sending would be refused. */
  readonly replay: (ReplayScope & { readonly kind: 'waiting' }) | null;
  /** What starts the flow again; null where that does not help. */
  readonly again: 'sync' | 'resume' | null;
}

const nowhere: AlertWays = { links: [], replay: null, again: null };

/**
 * The ways from an alert. Where a replay helps it is three clicks away at most: what waits is sent from the card (the button, the
 * confirmation), rejected records from their list (the link, the button, the confirmation). `row` is undefined while it is not known.
 */
export function waysOf(alert: Alert, row: Overview | undefined, connections: readonly Connection[]): AlertWays {
  const { kind, flowId, details } = alert;
  const to = (text: TextId, route: string): AlertWays => ({ ...nowhere, links: [{ text, to: route }] });
  if (kind === 'audit-broken') return to('alerts.do.audit', '/audit');
  if (kind === 'disk-full') return to('alerts.do.retention', '/settings');
  if (kind === 'secret-expires' && details.connectionId !== undefined)
    return to(
      'alerts.do.fix',
      pathOf('connections', details.connectionId, ...(details.isSignIn === true ? ['credentials'] : [])),
    );
  if (flowId === null) return nowhere;
  switch (kind) {
    case 'rejected':
    case 'rejected-share':
      return to('alerts.do.replay', rejectedOfPath(flowId));
    case 'messages-undecided':
      return to('alerts.do.messages', messagesPath({ flowId, state: 'needs' }));
    // Nothing that was staged is wrong: what the source answers is to be looked at, and read again if that is mended.
    case 'volume-deviates':
      return details.runId === undefined
        ? nowhere
        : { ...to('alerts.do.run', runPath(details.runId)), again: row === undefined ? null : 'sync' };
    case 'gone-asks':
      return details.runId === undefined ? nowhere : to('alerts.do.run', runPath(details.runId));
    case 'held-long':
      return to('alerts.do.held', heldOfPath(flowId));
    case 'channel-stopped':
      return to('alerts.do.rules', rulesPath(flowId));
    default: {
      if (row === undefined) return nowhere;
      return {
        links: linksOfFlow(row, details.runId ?? row.lastRun?.id, connections),
        // A paused flow sends nothing: resuming it is the way.
        replay: row.waitingBatches > 0 && row.flow.paused === null ? { kind: 'waiting', flowId } : null,
        again: kind === 'flow-paused' ? 'resume' : 'sync',
      };
    }
  }
}

/** Of a flow that reads or delivers nothing, or not what it should: the fix of its cause, and its run. */
function linksOfFlow(row: Overview, runId: string | undefined, connections: readonly Connection[]): AlertWays['links'] {
  const { id } = row.flow;
  const trouble = troubleOf(row, connections);
  // The same flow may have other trouble, which has an alert of its own.
  const isCause = trouble?.error !== null || trouble.fix.kind === 'totals';
  const fix = trouble === null || !isCause ? null : routeOfFix(trouble.fix, id);
  return [
    ...(fix === null ? [] : [{ text: 'alerts.do.fix', to: fix } as const]),
    runId === undefined
      ? ({ text: 'alerts.do.flow', to: pathOf('flows', id) } as const)
      : ({ text: 'alerts.do.run', to: runPath(runId) } as const),
  ];
}
