import { findIntegration } from '../../engine/deps.ts';
import { areParties } from '../../engine/record-facts.ts';
import type { EngineServices } from '../../engine/services.ts';

/** What people call flows and streams. What has been removed since goes by its id. */
export interface Names {
  flow(flowId: string): string;
  stream(flowId: string, stream: string): string;
  connection(connectionId: string): string | null;
  /** Whether records of the stream go by the name of a person or a firm. */
  arePrivate(flowId: string, stream: string): boolean;
}

/** Names as they are now, each looked up once. */
export function namesOf({ deps }: EngineServices): Names {
  const flows = new Map(deps.store.flows.list().map((flow) => [flow.id, flow]));
  const connections = new Map(deps.store.connections.list().map((one) => [one.id, one.name]));
  const streamOf = (flowId: string, stream: string) =>
    findIntegration(deps.integrations, flows.get(flowId)?.integration ?? '')?.streams.find((one) => one.id === stream);
  return {
    flow: (flowId) => flows.get(flowId)?.name ?? flowId,
    stream: (flowId, stream) => streamOf(flowId, stream)?.label ?? stream,
    // What a flow maps can be changed, what a stream is cannot.
    arePrivate: (flowId, stream) => {
      const known = streamOf(flowId, stream);
      return known !== undefined && areParties(known.defaultMapping);
    },
    connection: (id) => connections.get(id) ?? null,
  };
}
