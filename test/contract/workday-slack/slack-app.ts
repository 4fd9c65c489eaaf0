import { createHash } from 'node:crypto';
import { ask } from '../../../main/api/ask.ts';
import { composeEngine, type ComposedEngine } from '../../../main/engine/compose.ts';
import { workdaySlack } from '../../../main/integrations/workday-slack/integration.ts';
import { setUpPractice } from '../../../main/practice/set-up.ts';
import type { BookReader } from '../../../main/ports/views.ts';
import { openStore, type Store } from '../../../main/store/store.ts';
import { startPracticeSlack, type PracticeSlack } from '../../../sandbox/slack/index.ts';
import { startPracticeWorkday, type PracticeWorkday } from '../../../sandbox/workday/index.ts';
import { makeChanges } from '../../../sandbox/world/rounds.ts';
import { openWorld, type World } from '../../../sandbox/world/world.ts';
import type { MessageItem } from '../../../shared/messages/message.ts';
import type { MessageRule } from '../../../shared/messages/rule.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import type { Run } from '../../../shared/model/run.ts';
import { createPacedClock, type PacedClock } from '../../support/paced-clock.ts';
import { createSeededRandom } from '../../support/virtual-clock.ts';

const PRACTICE_KEY = new Uint8Array(createHash('sha256').update('practice').digest());
const CHANNELS: Readonly<Record<string, { id: string; name: string }>> = {
  supplier_invoices: { id: 'C0PRACT01', name: 'ap-invoices' },
  payment_runs: { id: 'C0PRACT02', name: 'payment-runs' },
};
const OTHERS = { id: 'C0PRACT03', name: 'gl-close' };

/** An address of documents as an administrator would write it. */
const documentLinks = {
  documentLink: 'https://workday.acme.example/{tenant}/{kind}/{wid}',
  documentLinkHost: 'workday.acme.example',
};

/** The proposed rules as an operator takes them over, each in a practice channel. */
export function proposedRules(): MessageRule[] {
  return (workdaySlack.messaging?.templates ?? []).map((template) => ({
    ...template,
    enabled: true,
    timeZone: 'Europe/Amsterdam',
    channel: { ...(CHANNELS[template.view] ?? OTHERS), sharedConfirmed: false },
  }));
}

/** The app's engine with its real connectors between the practice Workday and the practice Slack, on real sockets. */
export class SlackApp {
  readonly clock: PacedClock;
  readonly world: World;
  readonly workday: PracticeWorkday;
  readonly slack: PracticeSlack;
  readonly store: Store;
  readonly #composed: ComposedEngine;
  readonly flow: Flow;

  private constructor(
    parts: Pick<SlackApp, 'clock' | 'world' | 'workday' | 'slack' | 'store' | 'flow'>,
    composed: ComposedEngine,
  ) {
    this.clock = parts.clock;
    this.world = parts.world;
    this.workday = parts.workday;
    this.slack = parts.slack;
    this.store = parts.store;
    this.flow = parts.flow;
    this.#composed = composed;
  }

  static async start(scale = 0.3): Promise<SlackApp> {
    const clock = createPacedClock();
    const world = openWorld({ seed: 20_261_121, scale, clock });
    const workday = await startPracticeWorkday({ world, clock });
    const slack = await startPracticeSlack({ clock });
    const store = openStore(':memory:');
    const random = createSeededRandom('slack app');
    const composed = composeEngine({ store, clock, random, dataKey: null, practiceKey: PRACTICE_KEY });
    const systems = [workday, slack].map((one) => ({ ...one, activeFaults: [] }));
    const [made] = await setUpPractice(composed.engine, systems);
    if (made === undefined) throw new Error('the practice systems have no flow');
    const source = store.connections.get(made.sourceConnectionId);
    if (source !== null) store.connections.save({ ...source, settings: { ...source.settings, ...documentLinks } });
    const flow: Flow = { ...made, messaging: { rules: proposedRules(), health: null } };
    store.flows.save(flow);
    return new SlackApp({ clock, world, workday, slack, store, flow }, composed);
  }

  /** Runs the flow to its end, a minute after what was before. */
  async sync(): Promise<Run> {
    this.clock.advance(60_000);
    const run = await ask(this.#composed.engine, 'runs.start', { flowId: this.flow.id });
    await this.#composed.engine.services.runner.whenIdle();
    return ask(this.#composed.engine, 'runs.get', { id: run.id });
  }

  /** One round of changes in the source; says what changed. */
  change(): string[] {
    this.clock.advance(600_000);
    return makeChanges(this.world, Math.max(this.clock.now() - 120_000, this.world.lastMoment + 1));
  }

  /** Every message that was called for. */
  async messages(): Promise<readonly MessageItem[]> {
    const filter = { flowId: this.flow.id };
    return (await ask(this.#composed.engine, 'messages.list', { filter, sort: [], limit: 500, offset: 0 })).items;
  }

  book(): BookReader {
    return this.store.book.reader(this.flow.id);
  }

  async close(): Promise<void> {
    await this.#composed.close();
    this.store.close();
    await Promise.all([this.workday.close(), this.slack.close()]);
  }
}
