import type { Flow, FlowDraft } from '../../../shared/model/flow.ts';

/** A saved flow as what saving it again would send: nothing of it is lost by a screen that changes only a part. */
export function draftOfFlow(flow: Flow): FlowDraft {
  const { id, name, integration, sourceConnectionId, destinationConnectionId, streams, schedule, calendar, messaging } =
    flow;
  return {
    id,
    name,
    integration,
    sourceConnectionId,
    destinationConnectionId,
    streams,
    schedule,
    ...(calendar === undefined ? {} : { calendar }),
    ...(messaging === undefined ? {} : { messaging }),
  };
}
