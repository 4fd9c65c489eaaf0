import type { InputOf } from '../../../shared/contract/contract.ts';
import type { ForecastPart } from '../../../shared/model/forecast.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import type { EngineServices } from '../../engine/services.ts';
import type { WindowRequest } from '../../ports/source.ts';
import { draftedFlow } from './flows.ts';
import { found, type HandlersOf } from './handler.ts';

type Asked = InputOf<'forecast.flow'>;

/** What reading would cost of the source's budgets. */
export function forecastHandlers(services: EngineServices): HandlersOf<'forecast.flow'> {
  return { 'forecast.flow': async (asked, { signal }) => ({ parts: await forecast(services, asked, signal) }) };
}

async function forecast(services: EngineServices, asked: Asked, signal: AbortSignal): Promise<ForecastPart[] | null> {
  const { deps } = services;
  const flow =
    'flowId' in asked
      ? found(deps.store.flows.get(asked.flowId), 'flow', asked.flowId)
      : draftedFlow(services, asked.draft);
  const connectionId = flow.sourceConnectionId;
  const source = deps.openSource(found(deps.store.connections.get(connectionId), 'connection', connectionId));
  try {
    const parts = await source.forecast?.(readings(services, flow, asked), signal);
    return parts === undefined ? null : [...parts];
  } finally {
    await source.close();
  }
}

/** The windows that a run, or a re-sync, would open: from each stream's own cursor, which a new flow does not have yet. */
function readings(
  { deps: { store } }: EngineServices,
  flow: Flow,
  { range, full = false }: Asked,
): { id: string; request: WindowRequest }[] {
  if (range !== undefined) {
    return [{ id: range.stream, request: { kind: 'range', from: range.from, to: range.to } }];
  }
  return flow.streams
    .filter((one) => one.enabled)
    .map(({ id }) => {
      const { cursor, hashesVoid } = store.streams.get(flow.id, id);
      return { id, request: full || hashesVoid ? { kind: 'full' } : { kind: 'incremental', cursor } };
    });
}
