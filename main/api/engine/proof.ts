import { findIntegration } from '../../engine/deps.ts';
import type { EngineServices } from '../../engine/services.ts';
import { blockersOf } from '../../engine/sign-off/blockers.ts';
import { ChangedCounts } from '../../engine/sign-off/changed-counts.ts';
import { changesSince, listSignOffs, signOff, takeBack } from '../../engine/sign-off/sign-off.ts';
import { makeTieOut } from '../../engine/tie-out/tie-out.ts';
import { found, type HandlersOf } from './handler.ts';
import { namesOf } from './names.ts';

type Methods =
  | 'tie-outs.kinds'
  | 'tie-outs.make'
  | 'tie-outs.list'
  | 'tie-outs.get'
  | 'sign-offs.check'
  | 'sign-offs.make'
  | 'sign-offs.list'
  | 'sign-offs.take-back'
  | 'sign-offs.changes'
  | 'sign-offs.pack';

const partBytes = 1_048_576;

/** Reports of the source held against what landed. */
export function proofHandlers(services: EngineServices): HandlersOf<Methods> {
  const { deps, runner } = services;
  const { tieOuts, signOffs } = deps.store;
  const counts = new ChangedCounts(deps.store);
  const named = <T extends { readonly flowId: string }>(one: T) => ({
    ...one,
    flowName: namesOf(services).flow(one.flowId),
  });
  return {
    'tie-outs.kinds': async ({ flowId }) => kindsOf(services, flowId),
    'tie-outs.make': async (input, { signal }) => named(await makeTieOut(deps, runner, input, signal)),
    'tie-outs.list': ({ flowId, period }) => Promise.resolve(tieOuts.list(flowId, period).map(named)),
    'tie-outs.get': ({ id }) => Promise.resolve(named(found(tieOuts.get(id), 'tie-out', id))),
    'sign-offs.check': ({ flowId, period }) => Promise.resolve(blockersOf(services, flowId, period)),
    'sign-offs.make': async (input, { signal }) => named(await signOff(services, input, signal)),
    'sign-offs.list': async ({ flowId }, { signal }) =>
      (await listSignOffs(services, flowId, { counts, signal })).map(named),
    'sign-offs.take-back': async (input) => named(await Promise.resolve(takeBack(services, input))),
    'sign-offs.changes': ({ id }, { signal }) => changesSince(services, id, signal),
    'sign-offs.pack': async ({ id, part }) => {
      const bytes = await Promise.resolve(found(signOffs.pack(id), 'sign-off', id));
      const piece = bytes.subarray(part * partBytes, (part + 1) * partBytes);
      return { base64: Buffer.from(piece).toString('base64'), parts: Math.ceil(bytes.length / partBytes) };
    },
  };
}

async function kindsOf({ deps }: EngineServices, flowId: string) {
  const { store } = deps;
  const flow = found(store.flows.get(flowId), 'flow', flowId);
  const integration = found(findIntegration(deps.integrations, flow.integration), 'integration', flow.integration);
  const connection = found(
    store.connections.get(flow.destinationConnectionId),
    'connection',
    flow.destinationConnectionId,
  );
  const loads = (id: string) => flow.streams.some((stream) => stream.id === id && stream.enabled);
  const destination = deps.openDestination(connection, flow);
  try {
    const canSum = destination.groupedSums !== undefined;
    return {
      wakesWarehouse: destination.capabilities.totalsCostMoney,
      kinds: (integration.tieOuts ?? [])
        .filter((one) => canSum && loads(one.stream) && (one.less === null || loads(one.less.stream)))
        .map(({ kind, stream, leftOut }) => ({
          kind,
          streamLabel: integration.streams.find((one) => one.id === stream)?.label ?? stream,
          leftOut: [...leftOut],
        })),
      companies: store.periodRecords.companies(flowId),
    };
  } finally {
    await destination.close();
  }
}
