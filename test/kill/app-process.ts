import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { ask } from '../../main/api/ask.ts';
import type { AppPort } from '../../main/app-port.ts';
import { attachApp } from '../../main/instance/attach.ts';
import { createSystemClock } from '../../main/ports/system-time.ts';
import { isAppError } from '../../shared/errors/app-error.ts';
import type { InputOf } from '../../shared/contract/contract.ts';
import type { Run } from '../../shared/model/run.ts';
import type { BuiltApp } from './build-app.ts';
import { aheadVariable, orderVariable, type KillOrder } from './points.ts';

/** Opens the vault of these tests. */
export const passphrase = 'a passphrase for tests alone';
const pollMs = 20;
/** Whoever asks more often takes time from the run that it waits for. */
const runPollMs = 60;
const placeSchema = z.object({ address: z.string(), token: z.string(), pid: z.number() });
const startMs = 60_000;

export interface StartOptions {
  readonly built: BuiltApp;
  readonly dataFolder: string;
  /** How far its clock is ahead of the real one, in milliseconds. */
  readonly aheadMs: number;
  readonly order: KillOrder | null;
}

/** The real app, `serve`, as a process of its own on a data folder; it is spoken to as a second window would. */
export class AppProcess {
  readonly #child: ChildProcess;
  readonly #order: string;
  readonly #exited: Promise<void>;
  readonly #complaints: string[] = [];
  #port: AppPort | null = null;
  isDead = false;

  private constructor(child: ChildProcess, order: string) {
    this.#child = child;
    this.#order = order;
    child.stderr?.on('data', (text: Buffer) => this.#complaints.push(text.toString('utf8')));
    this.#exited = new Promise((done) => {
      child.once('exit', () => {
        this.isDead = true;
        done();
      });
    });
  }

  /** Starts it; with an order, the process may die before it is ready (`isDead`). Throws an Error if it ends by itself. */
  static async start({ built, dataFolder, aheadMs, order }: StartOptions): Promise<AppProcess> {
    const orderFile = join(dataFolder, '..', 'kill-order.json');
    rmSync(orderFile, { force: true });
    if (order !== null) writeFileSync(orderFile, JSON.stringify(order));
    const env = {
      ...process.env,
      NODE_COMPILE_CACHE: resolve(import.meta.dirname, '../../.cache/compiled'),
      MLC_VAULT_PASSPHRASE: passphrase,
      [orderVariable]: orderFile,
      [aheadVariable]: String(aheadMs),
    };
    const args = ['--require', built.preload, built.entry, 'serve', '--json', '--data', dataFolder];
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    const app = new AppProcess(child, orderFile);
    await app.#untilReady(dataFolder, order !== null);
    return app;
  }

  async #untilReady(dataFolder: string, mayDie: boolean): Promise<void> {
    for (let waited = 0; waited < startMs; waited += pollMs) {
      if (this.isDead && mayDie) return;
      if (this.isDead) throw new Error(`the app ended by itself: ${this.#complaints.join('')}`);
      const found = this.#place(dataFolder);
      if (found !== null) {
        try {
          this.#port = await attachApp({ ...found, clock: createSystemClock(), host: 'cli' });
          await this.#untilOpen();
        } catch (error) {
          const died = await Promise.race([this.#exited.then(() => true), sleep(2_000, false)]);
          if (!died || !mayDie) throw error;
        }
        return;
      }
      await sleep(pollMs);
    }
    throw new Error('the app does not answer');
  }

  /** Where it says that it answers; a process that was killed before it has left its own place there. */
  #place(dataFolder: string): z.infer<typeof placeSchema> | null {
    try {
      const place = placeSchema.parse(JSON.parse(readFileSync(join(dataFolder, 'instance.json'), 'utf8')));
      return place.pid === this.#child.pid ? place : null;
    } catch {
      return null;
    }
  }

  /** The door opens before the passphrase has opened the vault. */
  async #untilOpen(): Promise<void> {
    while (!this.isDead && (await ask(this.app, 'app.info', {})).vault.state !== 'open') await sleep(pollMs);
  }

  get app(): AppPort {
    if (this.#port === null) throw new Error('the app is not there');
    return this.#port;
  }

  get complaints(): string {
    return this.#complaints.join('');
  }

  /** From now on the process dies where the order says. */
  arm(order: KillOrder): void {
    writeFileSync(this.#order, JSON.stringify(order));
  }

  strike(): void {
    this.#child.kill('SIGKILL');
  }

  async kill(): Promise<void> {
    this.strike();
    await this.#exited;
    await this.#port?.close();
  }

  /** Runs a flow; the run as it ended, or null if the process died on the way. */
  async run(input: InputOf<'runs.start'>): Promise<Run | null> {
    try {
      const { id } = await this.#begin(input);
      for (;;) {
        const run = await ask(this.app, 'runs.get', { id });
        if (run.state !== 'running') return run;
        await sleep(runPollMs);
      }
    } catch (error) {
      await Promise.race([this.#exited, sleep(2_000)]);
      if (this.isDead) return null;
      throw error;
    }
  }

  /** What was left behind may be going again by itself: then the run begins after that. */
  async #begin(input: InputOf<'runs.start'>): Promise<Run> {
    for (let patience = startMs / pollMs; ; patience -= 1) {
      try {
        return await ask(this.app, 'runs.start', input);
      } catch (error) {
        if (patience <= 0 || !isAppError(error) || error.code !== 'ENGINE_RUN_IN_PROGRESS') throw error;
        await sleep(pollMs);
      }
    }
  }
}
