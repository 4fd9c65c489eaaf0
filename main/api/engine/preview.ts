import { AppError } from '../../../shared/errors/app-error.ts';
import type { Flow, FlowDraft } from '../../../shared/model/flow.ts';
import type { SchemaPlan } from '../../../shared/model/plan.ts';
import type { CheckStep } from '../../../shared/model/check.ts';
import type { Preview } from '../../../shared/model/preview.ts';
import type { StreamMapping } from '../../../shared/mapping/mapping.ts';
import { findIntegration } from '../../engine/deps.ts';
import { previewSteps, previewStream, type PreviewStep } from '../../engine/preview.ts';
import type { EngineServices } from '../../engine/services.ts';
import { planStreams } from '../../engine/stream-plan.ts';
import { draftedFlow } from './flows.ts';
import { found, type HandlersOf } from './handler.ts';

type Names = 'preview.run' | 'preview.cancel' | 'preview.draft' | 'plan.get' | 'plan.draft';

/** What a run would do, for a flow as it is saved and for one as it would be. Nothing is written. */
export function previewHandlers(services: EngineServices): HandlersOf<Names> {
  const saved = (id: string): Flow => found(services.deps.store.flows.get(id), 'flow', id);
  const underWay = new Map<string, AbortController>();
  return {
    'preview.run': ({ flowId, mapping, ...request }, { signal }) => {
      const flow = saved(flowId);
      const drafted = mapping === undefined ? flow : withMapping(services, flow, request.stream, mapping);
      return cancellable(underWay, request.checkId, signal, (until) => preview(services, drafted, request, until));
    },
    'preview.cancel': ({ checkId }) => {
      underWay.get(checkId)?.abort(new AppError('APP_CANCELLED', 'cancelled'));
      return Promise.resolve({});
    },
    'preview.draft': ({ draft, ...request }, { signal }) =>
      preview(services, draftedFlow(services, draft), { ...request, elseAll: true }, signal),
    'plan.get': ({ flowId }, { signal }) => planOf(services, saved(flowId), signal),
    'plan.draft': ({ draft }, { signal }) => planOf(services, draftedFlow(services, draft), signal),
  };
}

/** Does work that can be ended by its name, where it has one. */
async function cancellable<T>(
  underWay: Map<string, AbortController>,
  name: string | undefined,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (name === undefined) return await work(signal);
  const controller = new AbortController();
  underWay.set(name, controller);
  const until = AbortSignal.any([signal, controller.signal]);
  try {
    return await work(until);
  } catch (error) {
    until.throwIfAborted();
    throw error;
  } finally {
    if (underWay.get(name) === controller) underWay.delete(name);
  }
}

function withMapping(services: EngineServices, flow: Flow, stream: string, mapping: StreamMapping): Flow {
  const streams = flow.streams.map((one) => (one.id === stream ? { ...one, mapping } : one));
  const { id, name, integration, sourceConnectionId, destinationConnectionId, schedule } = flow;
  const draft: FlowDraft = { id, name, integration, sourceConnectionId, destinationConnectionId, schedule, streams };
  return draftedFlow(services, draft);
}

interface PreviewInput {
  readonly stream: string;
  readonly limit: number;
  readonly elseAll?: boolean;
  readonly checkId?: string | undefined;
}

async function preview(
  services: EngineServices,
  flow: Flow,
  { stream, limit, elseAll = false, checkId }: PreviewInput,
  signal: AbortSignal,
): Promise<Preview> {
  const { deps } = services;
  const integration = found(findIntegration(deps.integrations, flow.integration), 'integration', flow.integration);
  const plan = found(planStreams(flow, integration, [stream])[0], 'stream', stream);
  const source = deps.openSource(
    found(deps.store.connections.get(flow.sourceConnectionId), 'connection', flow.sourceConnectionId),
  );
  const destination = openDestinationOf(services, flow);
  try {
    const onStep = stepsTeller(services, checkId);
    return await previewStream(deps, { flow, plan, source, destination, limit, elseAll, signal, onStep });
  } finally {
    await source.close();
    await destination.close();
  }
}

const stepLabels: Readonly<Record<PreviewStep, string>> = {
  read: 'Read a sample from the source',
  map: 'Map the records',
  plan: 'Look at the tables of the destination',
  compare: 'Compare with what the destination has',
};

/** Tells who asked where the preview is: the steps done, and the one that is under way. */
function stepsTeller({ deps }: EngineServices, checkId: string | undefined): (step: PreviewStep) => void {
  const startedMs = new Map<PreviewStep, number>();
  return (now) => {
    const atMs = deps.clock.now();
    startedMs.set(now, atMs);
    if (checkId === undefined) return;
    const begun = previewSteps.filter((step) => startedMs.has(step));
    const steps = begun.map((step, index): CheckStep => {
      const next = begun[index + 1];
      const ended = next === undefined ? undefined : startedMs.get(next);
      return {
        id: step,
        label: stepLabels[step],
        state: ended === undefined ? 'running' : 'passed',
        durationMs: ended === undefined ? null : Math.max(0, ended - (startedMs.get(step) ?? ended)),
        detail: null,
        error: null,
      };
    });
    deps.publish({ topic: 'check', subject: checkId, steps, ok: null });
  };
}

async function planOf(services: EngineServices, flow: Flow, signal: AbortSignal): Promise<SchemaPlan> {
  const { deps } = services;
  const integration = found(findIntegration(deps.integrations, flow.integration), 'integration', flow.integration);
  const destination = openDestinationOf(services, flow);
  try {
    return await destination.plan(
      planStreams(flow, integration).map((plan) => plan.target),
      signal,
    );
  } finally {
    await destination.close();
  }
}

function openDestinationOf(services: EngineServices, flow: Flow) {
  const { deps } = services;
  const connectionId = flow.destinationConnectionId;
  return deps.openDestination(found(deps.store.connections.get(connectionId), 'connection', connectionId), flow);
}
