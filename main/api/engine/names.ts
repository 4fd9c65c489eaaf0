import { findIntegration } from '../../engine/deps.ts';
import type { EngineServices } from '../../engine/services.ts';

/** What people call flows and streams. What has been removed since goes by its id. */
export interface Names {
  flow(flowId: string): string;
  stream(flowId: string, stream: string): string;
  connection(connectionId: string): string | null;
}

/** Names as they are now, each looked up once. */
export function namesOf({ deps }: EngineServices): Names {
  const flows = new Map(deps.store.flows.list().map((flow) => [flow.id, flow]));
  const connections = new Map(deps.store.connections.list().map((one) => [one.id, one.name]));
  return {
    flow: (flowId) => flows.get(flowId)?.name ?? flowId,
    stream: (flowId, stream) => {
      const integration = findIntegration(deps.integrations, flows.get(flowId)?.integration ?? '');
      return integration?.streams.find((one) => one.id === stream)?.label ?? stream;
    },
    connection: (id) => connections.get(id) ?? null,
  };
}
