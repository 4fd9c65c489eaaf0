import { rm } from 'node:fs/promises';
import type { Bridge } from '../../../shared/contract/bridge.ts';
import type { InputOf, OutputOf } from '../../../shared/contract/contract.ts';
import type { IntegrationId } from '../../../shared/model/flow.ts';
import type { Language } from '../../../shared/model/settings.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Clock } from '../../ports/time.ts';
import { startPractice, type Practice, type PracticeChoices } from '../../practice/practice.ts';
import { removePractice, setUpPractice } from '../../practice/set-up.ts';
import type { Handlers } from '../dispatch.ts';

type Names =
  | 'practice.status'
  | 'practice.start'
  | 'practice.stop'
  | 'practice.change'
  | 'practice.keep-changing'
  | 'practice.fault';

type Status = OutputOf<'practice.status'>;

export interface PracticeHostOptions {
  readonly engine: Pick<Bridge, 'call'>;
  /** Where the practice world and warehouse are kept. */
  readonly folder: string;
  readonly scale: number | null;
  /** How long the practice systems take to answer; null: they answer at once. */
  readonly latency: PracticeChoices['latency'];
  readonly clock: Pick<Clock, 'now'>;
  /** Practised are these integrations only; every one without it. */
  readonly integrations?: readonly IntegrationId[] | undefined;
  /** Names of connections, flows and rules that are made are of this language. */
  language(): Promise<Language>;
  onChanged(): void;
}

/** The practice systems of this process: at most one set, started when asked for. */
export class PracticeHost {
  readonly #options: PracticeHostOptions;
  #practice: Promise<Practice> | null = null;
  #changing = false;

  constructor(options: PracticeHostOptions) {
    this.#options = options;
  }

  get running(): boolean {
    return this.#practice !== null;
  }

  handlers(): Handlers<Names> {
    return {
      'practice.status': () => this.status(),
      'practice.start': (asked) => this.start(asked),
      'practice.stop': ({ remove }) => this.stop(remove),
      'practice.change': async ({ what = 'round' }) => ({ changed: [...(await (await this.#running()).change(what))] }),
      'practice.keep-changing': async ({ on }) => {
        await (await this.#running()).keepChanging(on);
        this.#changing = on;
        return this.#changed();
      },
      'practice.fault': async ({ system, fault, active }) => {
        await (await this.#running()).setFault(system, fault, active);
        return this.#changed();
      },
    };
  }

  /**
   * Starts the practice systems, connects them and makes their flows, named in the language of who asks, else in that of the
   * settings. Doing it again changes nothing.
   */
  async start({ language }: InputOf<'practice.start'> = {}): Promise<Status> {
    const { engine, folder, scale, latency, clock, integrations } = this.#options;
    this.#practice ??= startPractice({ folder, seed: null, scale, latency });
    try {
      const facts = await (await this.#practice).facts();
      const named = { clock, language: language ?? (await this.#options.language()) };
      await setUpPractice(engine, facts, integrations === undefined ? named : { ...named, integrations });
    } catch (error) {
      await this.close();
      throw error;
    }
    return this.#changed();
  }

  async stop(remove: boolean): Promise<Status> {
    if (remove) await removePractice(this.#options.engine);
    await this.close();
    if (remove) await rm(this.#options.folder, { recursive: true, force: true });
    return this.#changed();
  }

  async status(): Promise<Status> {
    const facts = this.#practice === null ? [] : await (await this.#practice).facts();
    return {
      running: this.#practice !== null,
      changing: this.#changing,
      systems: facts.map((one) => ({
        system: one.system,
        address: one.address,
        credentials: one.credentials.map((credential) => ({ ...credential })),
        faults: one.faults.map((fault) => ({ ...fault, active: one.activeFaults.includes(fault.id) })),
      })),
    };
  }

  /** Whether the origin belongs to one of the systems. */
  async serves(origin: string): Promise<boolean> {
    const facts = this.#practice === null ? [] : await (await this.#practice).facts();
    return facts.some(({ address }) => new URL(address).origin === origin);
  }

  async close(): Promise<void> {
    const practice = this.#practice;
    this.#practice = null;
    this.#changing = false;
    if (practice === null) return;
    try {
      await (await practice).close();
    } catch {
      // It never started, or its thread is gone: there is nothing left to close.
    }
  }

  async #running(): Promise<Practice> {
    if (this.#practice === null) {
      throw new AppError('APP_PRACTICE_FAILED', 'internal', { details: { reason: 'they are not running' } });
    }
    return this.#practice;
  }

  #changed(): Promise<Status> {
    this.#options.onChanged();
    return this.status();
  }
}
