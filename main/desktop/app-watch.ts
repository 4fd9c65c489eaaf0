import type { Alert } from '../../shared/alerts/alert.ts';
import type { Bridge } from '../../shared/contract/bridge.ts';
import type { OutputOf } from '../../shared/contract/contract.ts';
import type { AppEvent } from '../../shared/contract/events.ts';
import { defaultSettings, type Settings } from '../../shared/model/settings.ts';
import { ask } from '../api/ask.ts';

export type FlowLook = OutputOf<'flows.overview'>[number];

/** What the desktop outside the window shows of the app. */
export interface DesktopState {
  readonly flows: readonly FlowLook[];
  readonly settings: Settings;
  /** What nobody has looked at yet. */
  readonly alerts: readonly Alert[];
}

export type Mood = 'none' | 'ok' | 'running' | 'attention';

const needsPerson: ReadonlySet<FlowLook['state']> = new Set(['failed', 'paused', 'rejections']);

/** One word for all flows: what needs a person comes before what is under way. */
export function moodOf(flows: readonly FlowLook[]): Mood {
  if (flows.length === 0) return 'none';
  if (flows.some((row) => needsPerson.has(row.state))) return 'attention';
  return flows.some((row) => row.state === 'running') ? 'running' : 'ok';
}

/** Flows that need a person. */
export function attentionCount(flows: readonly FlowLook[]): number {
  return flows.filter((row) => needsPerson.has(row.state)).length;
}

/** Follows the app through its contract and keeps what the tray, the badge and the menu show. */
export class AppWatch {
  #state: DesktopState = { flows: [], settings: defaultSettings, alerts: [] };
  readonly #app: Bridge;
  readonly #changed = new Set<(state: DesktopState) => void>();
  /** Runs seen under way. */
  readonly #underWay = new Set<string>();
  #asking: Promise<void> | null = null;
  #askAgain = false;

  constructor(app: Bridge) {
    this.#app = app;
  }

  get state(): DesktopState {
    return this.#state;
  }

  /** Begins to follow, and asks once for everything. */
  async start(): Promise<void> {
    this.#app.subscribe(null, (event) => {
      this.#hear(event);
    });
    await this.#refresh();
  }

  onChange(listener: (state: DesktopState) => void): void {
    this.#changed.add(listener);
  }

  #hear({ payload }: AppEvent): void {
    if (payload.topic === 'changed') void this.#refresh();
    if (payload.topic !== 'run') return;
    const { run } = payload;
    const wasUnderWay = this.#underWay.has(run.id);
    if (run.state === 'running') {
      this.#underWay.add(run.id);
      // Progress comes four times a second; only the first word of a run changes what is shown here.
      if (!wasUnderWay) void this.#refresh();
      return;
    }
    this.#underWay.delete(run.id);
    if (wasUnderWay) void this.#refresh();
  }

  #refresh(): Promise<void> {
    if (this.#asking !== null) {
      this.#askAgain = true;
      return this.#asking;
    }
    this.#asking = this.#read().finally(() => {
      this.#asking = null;
      if (!this.#askAgain) return;
      this.#askAgain = false;
      void this.#refresh();
    });
    return this.#asking;
  }

  async #read(): Promise<void> {
    try {
      const [flows, settings, open] = await Promise.all([
        ask(this.#app, 'flows.overview', {}),
        ask(this.#app, 'settings.get', {}),
        ask(this.#app, 'alerts.list', { filter: { state: 'open' }, sort: [], offset: 0, limit: 100 }),
      ]);
      this.#state = { flows, settings, alerts: open.items };
    } catch {
      // An engine that is away is said by the window; the last state stays until it is back.
      return;
    }
    for (const listener of this.#changed) listener(this.#state);
  }
}
