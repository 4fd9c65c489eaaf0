import { AppError } from '../../../shared/errors/app-error.ts';
import type { Connection } from '../../../shared/model/connection.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import {
  proposalSchema,
  type Proposal,
  type ProposalState,
  type WriteBackState,
} from '../../../shared/model/write-back.ts';
import { nowUtc } from '../../ports/time.ts';
import type { WriteBackSource } from '../../ports/write-back.ts';
import type { StoredProposal } from '../../store/write-backs.ts';
import { findIntegration, type EngineDeps } from '../deps.ts';
import type { Runner } from '../runner.ts';
import { planStreams, type StreamPlan } from '../stream-plan.ts';
import { whoAsks } from '../who-asks.ts';
import { landedFields } from './fields.ts';
import { keepProposals } from './find.ts';
import { settleWriting, writeProposal } from './write.ts';

export interface WriteBackOptions {
  readonly deps: EngineDeps;
  readonly runner: Pick<Runner, 'start' | 'whenFree'>;
  /** Null for a system that takes nothing. */
  open(connection: Connection): WriteBackSource | null;
}

interface Decision {
  readonly id: string;
  /** Of the proposal that the person saw. */
  readonly fingerprint: string;
  readonly reason: string;
}

interface Opened {
  readonly flow: Flow;
  readonly plans: readonly StreamPlan[];
  readonly target: WriteBackSource;
}

/**
 * Changes that somebody made at the destination, proposed to the source: found when a person looks, written when a person approves.
 * Off until it is switched on for a stream; nothing is ever written by itself.
 */
export class WriteBacks {
  readonly #options: WriteBackOptions;

  constructor(options: WriteBackOptions) {
    this.#options = options;
  }

  /** What may be written back of a flow; null if its source takes nothing. Throws APP_NOT_FOUND. */
  state(flowId: string): WriteBackState | null {
    const opened = this.#open(flowId);
    return opened === null ? null : this.#stateOf(opened);
  }

  /** Throws APP_NOT_FOUND, and APP_BAD_REQUEST for a stream that takes nothing. */
  set(flowId: string, streams: readonly string[], reason: string): WriteBackState {
    const { store, clock } = this.#options.deps;
    const opened = this.#required(flowId);
    const able = this.#stateOf(opened).streams.map(({ id }) => id);
    if (!streams.every((stream) => able.includes(stream))) throw takesNothing();
    store.transaction(() => {
      store.writeBacks.choose(flowId, streams);
      store.audit.append(nowUtc(clock), 'write-back.set', flowId, { flow: flowId, streams: [...streams], reason });
    });
    this.#changed();
    return this.#stateOf(opened);
  }

  /** Looks at the destination, and asks the source about what was sent and never answered. Throws as both do. */
  async look(flowId: string, signal: AbortSignal): Promise<WriteBackState> {
    const { deps } = this.#options;
    const opened = this.#required(flowId);
    const { streams } = deps.store.writeBacks.choice(flowId);
    try {
      for (const one of deps.store.writeBacks.list(flowId, ['writing'])) await this.#settle(opened, one, signal);
      const wanted = opened.plans.filter(({ definition }) => streams.includes(definition.id));
      await this.#find(opened, wanted, signal);
      deps.store.transaction(() => {
        deps.store.writeBacks.looked(flowId, nowUtc(deps.clock));
      });
    } finally {
      this.#changed();
    }
    return this.#stateOf(opened);
  }

  list(flowId: string, states?: readonly ProposalState[]): Proposal[] {
    return this.#options.deps.store.writeBacks.list(flowId, states).map(shown);
  }

  /**
   * Writes the change if the source still has the version that was edited. Throws APP_NOT_FOUND, WRITE_BACK_OUTDATED, WRITE_BACK_OFF and
   * WRITE_BACK_REFUSED_HERE; what the source says stands in the proposal.
   */
  async approve(decision: Decision, signal: AbortSignal): Promise<Proposal> {
    const { deps, runner } = this.#options;
    const proposal = this.#seen(decision);
    const opened = this.#required(proposal.flowId);
    if (!deps.store.writeBacks.choice(proposal.flowId).streams.includes(proposal.stream))
      throw new AppError('WRITE_BACK_OFF', 'config', { details: { flow: opened.flow.name } });
    if (proposal.changes.some(({ problem }) => problem !== null))
      throw new AppError('WRITE_BACK_REFUSED_HERE', 'config', { details: { record: proposal.label } });
    const plan = this.#planOf(opened, proposal);
    this.#decide(decision, 'writing', 'write-back.approved');
    const source = deps.openSource(this.#connection(opened.flow.sourceConnectionId));
    try {
      await writeProposal(deps, { proposal, plan, source, target: opened.target, signal });
    } finally {
      await source.close();
      this.#changed();
    }
    if (this.#get(proposal.id).state === 'written') {
      await runner.whenFree(proposal.flowId);
      this.#bringBack(proposal);
    }
    return shown(this.#get(proposal.id));
  }

  /** Throws APP_NOT_FOUND and WRITE_BACK_OUTDATED. */
  dismiss(decision: Decision): Proposal {
    this.#seen(decision);
    this.#decide(decision, 'dismissed', 'write-back.dismissed');
    this.#changed();
    return shown(this.#get(decision.id));
  }

  async #find({ flow, target }: Opened, plans: readonly StreamPlan[], signal: AbortSignal): Promise<void> {
    const { deps } = this.#options;
    const destination = deps.openDestination(this.#connection(flow.destinationConnectionId), flow);
    try {
      for (const plan of plans) {
        const stream = plan.definition.id;
        // Nothing landed yet: there is no table to look at.
        if (deps.store.streams.get(flow.id, stream).landedAtUtc === null) continue;
        const fields = landedFields(plan, target.fields[stream] ?? []);
        const columns = fields.map(({ column }) => column);
        const rows = await destination.editedRows?.(plan.target, columns, signal);
        if (rows !== undefined) keepProposals(deps, { flowId: flow.id, stream, fields, rows });
      }
    } finally {
      await destination.close();
    }
  }

  #decide({ id, reason }: Decision, state: ProposalState, event: 'write-back.approved' | 'write-back.dismissed'): void {
    const { store, clock } = this.#options.deps;
    const by = whoAsks(store);
    store.transaction(() => {
      if (!store.writeBacks.move(id, 'open', { state })) throw new AppError('WRITE_BACK_OUTDATED', 'config');
      const { flowId: flow, stream, key, changes } = this.#get(id);
      store.writeBacks.decided(id, { atUtc: nowUtc(clock), by, reason });
      const fields = changes.map(({ path, before, after }) => ({ path, before, after }));
      store.audit.append(nowUtc(clock), event, id, { flow, stream, key, fields, reason });
    });
  }

  async #settle(opened: Opened, proposal: StoredProposal, signal: AbortSignal): Promise<void> {
    const { deps } = this.#options;
    const plan = this.#planOf(opened, proposal);
    const source = deps.openSource(this.#connection(opened.flow.sourceConnectionId));
    try {
      await settleWriting(deps, { proposal, plan, source, target: opened.target, signal });
    } finally {
      await source.close();
    }
    if (this.#get(proposal.id).state === 'written') this.#bringBack(proposal);
  }

  /** What was written lands like any change of the source. A flow that may not run now brings it with its next run. */
  #bringBack({ id, flowId, stream, key }: StoredProposal): void {
    const { deps, runner } = this.#options;
    try {
      const run = runner.start({ flowId, trigger: 'manual', onlyKeys: [{ stream, keys: [key] }] });
      deps.store.transaction(() => {
        deps.store.writeBacks.broughtBack(id, run.id);
      });
    } catch (error) {
      deps.log.warn('call.failed', { method: 'write-back.approve' }, error);
    }
  }

  #seen({ id, fingerprint }: Decision): StoredProposal {
    const proposal = this.#get(id);
    if (proposal.state === 'open' && proposal.fingerprint === fingerprint) return proposal;
    throw new AppError('WRITE_BACK_OUTDATED', 'config');
  }

  #get(id: string): StoredProposal {
    const proposal = this.#options.deps.store.writeBacks.get(id);
    if (proposal === null) throw missing('proposal', id);
    return proposal;
  }

  #planOf({ plans }: Opened, { stream }: StoredProposal): StreamPlan {
    const plan = plans.find(({ definition }) => definition.id === stream);
    if (plan === undefined) throw missing('stream', stream);
    return plan;
  }

  #stateOf({ flow, plans, target }: Opened): WriteBackState {
    const { store } = this.#options.deps;
    const choice = store.writeBacks.choice(flow.id);
    const streams = plans.flatMap((plan) => {
      const fields = target.fields[plan.definition.id];
      if (fields === undefined) return [];
      const landed = landedFields(plan, fields);
      const named = fields.map(({ path, label }) => {
        return { path, label, column: landed.find(({ field }) => field.path === path)?.column ?? null };
      });
      const { id, label } = plan.definition;
      return [{ id, label, enabled: choice.streams.includes(id), fields: named }];
    });
    return { flowId: flow.id, streams, lookedAtUtc: choice.lookedAtUtc, open: store.writeBacks.openCount(flow.id) };
  }

  #required(flowId: string): Opened {
    const opened = this.#open(flowId);
    if (opened === null) throw takesNothing();
    return opened;
  }

  #open(flowId: string): Opened | null {
    const { deps, open } = this.#options;
    const flow = deps.store.flows.get(flowId);
    if (flow === null) throw missing('flow', flowId);
    const integration = findIntegration(deps.integrations, flow.integration);
    const target = integration === undefined ? null : open(this.#connection(flow.sourceConnectionId));
    if (integration === undefined || target === null) return null;
    return { flow, plans: planStreams(flow, integration), target };
  }

  #connection(id: string): Connection {
    const connection = this.#options.deps.store.connections.get(id);
    if (connection === null) throw missing('connection', id);
    return connection;
  }

  #changed(): void {
    this.#options.deps.publish({ topic: 'changed', subject: 'write-back' });
  }
}

function missing(what: string, id: string): AppError {
  return new AppError('APP_NOT_FOUND', 'config', { details: { what, id } });
}

function takesNothing(): AppError {
  return new AppError('APP_BAD_REQUEST', 'config', { details: { reason: 'the source takes no changes of this' } });
}

/** What a window sees of it. */
function shown(proposal: StoredProposal): Proposal {
  return proposalSchema.parse(proposal);
}
