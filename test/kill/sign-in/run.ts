import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EngineSecrets } from '../../../main/engine/secrets.ts';
import { createSystemClock } from '../../../main/ports/system-time.ts';
import { openStore } from '../../../main/store/store.ts';
import type { Connection } from '../../../shared/model/connection.ts';
import { createSeededRandom } from '../../support/virtual-clock.ts';
import {
  renewalPoints,
  setupVariable,
  type ChildAnswer,
  type ChildOrder,
  type ChildSetup,
  type RenewalPoint,
} from './messages.ts';
import { TokenServer } from './token-server.ts';

export interface SignInKillReport {
  readonly seed: string;
  readonly loops: number;
  /** How often each point struck, and how often a person had to sign in after it. */
  readonly points: ReadonlyMap<RenewalPoint, { readonly strikes: number; readonly signIns: number }>;
  readonly violations: readonly string[];
}

export interface SignInKillOptions {
  readonly loops: number;
  readonly seed: string;
  readonly say?: (line: string) => void;
}

/** From one renewal to the next. */
const AGE_MS = 580_000;
const LONGEST_LIFE_MS = 25;
const REDIRECT = 'https://www.ledger.example/exact';
/** Points that the process itself knows; the others are struck by the server. */
const inside: readonly RenewalPoint[] = [
  'before it is noted',
  'before it is asked for',
  'answered, not yet stored',
  'stored, not yet used',
];
/** After these the answer with the new pair has not reached the disk, so that a sign-in is all that is left. */
const losing: readonly RenewalPoint[] = [
  'given, not answered',
  'given, half answered',
  'answered, not yet stored',
  'answer lost after it was given',
];

/**
 * Kills the real client around renewals of its tokens, `loops` times, and looks after each whether the next process goes on by itself.
 * A sign-in may be needed only where Exact made a new pair of which the answer never reached the disk.
 */
export async function runSignInKills(options: SignInKillOptions): Promise<SignInKillReport> {
  const bench = await Bench.start(options.seed);
  const points = new Map<RenewalPoint, { strikes: number; signIns: number }>();
  const violations: string[] = [];
  // Once each point was met often enough, other moments are worth more.
  const isLong = options.loops > 100;
  try {
    for (let loop = 0; loop < options.loops; loop += 1) {
      const named = renewalPoints[Math.floor(loop / (isLong ? 2 : 1)) % renewalPoints.length];
      const point = isLong && loop % 2 === 1 ? 'at random' : (named ?? 'at random');
      const { signedIn, found } = await bench.strike(point);
      const known = points.get(point) ?? { strikes: 0, signIns: 0 };
      points.set(point, { strikes: known.strikes + 1, signIns: known.signIns + (signedIn ? 1 : 0) });
      violations.push(...found.map((one) => `loop ${String(loop + 1)}, ${point}: ${one}`));
      options.say?.(`${String(loop + 1)} ${point}: ${signedIn ? 'signed in again' : 'went on'}`);
    }
  } finally {
    await bench.close();
  }
  return { seed: options.seed, loops: options.loops, points, violations };
}

class Bench {
  readonly #folder = mkdtempSync(join(tmpdir(), 'mlc-sign-in-'));
  readonly #server: TokenServer;
  readonly #random: ReturnType<typeof createSeededRandom>;
  readonly #setup: ChildSetup;
  #child: Child | null = null;

  private constructor(server: TokenServer, seed: string) {
    this.#server = server;
    this.#random = createSeededRandom(seed);
    const connection: Connection = {
      id: 'exact-1',
      name: 'Exact',
      system: 'exact',
      practice: false,
      settings: { host: server.address, clientId: 'client', redirectUri: REDIRECT, divisions: '1' },
      secrets: [],
      lastCheck: null,
      createdAtUtc: '2026-11-21T00:00:00.000Z',
      updatedAtUtc: '2026-11-21T00:00:00.000Z',
    };
    const key = Buffer.from(this.#random.bytes(32)).toString('hex');
    this.#setup = { file: join(this.#folder, 'data.sqlite'), key, connection };
  }

  static async start(seed: string): Promise<Bench> {
    const bench = new Bench(await TokenServer.start(), seed);
    bench.#withSecrets((secrets, { connection }) => {
      secrets.save(connection, 'clientSecret', 'secret');
    });
    await bench.#signIn();
    return bench;
  }

  /** One renewal that is struck there; then what the next process makes of it. */
  async strike(point: RenewalPoint): Promise<{ signedIn: boolean; found: string[] }> {
    const server = this.#server;
    const before = server.refresh;
    server.aheadMs += AGE_MS;
    const child = await this.#running();
    server.point = inside.includes(point) ? null : point;
    server.onStrike = () => {
      child.kill();
    };
    const ends = child.ask({ kind: 'read', aheadMs: server.aheadMs, point });
    if (point === 'at random') {
      server.latencyMs = this.#random.next() * (LONGEST_LIFE_MS / 2);
      setTimeout(() => {
        child.kill();
      }, this.#random.next() * LONGEST_LIFE_MS);
    }
    const last = await ends;
    if (point === 'at random') await child.ended;
    Object.assign(server, { point: null, latencyMs: 0 });
    const found = [...server.misuses.splice(0), ...this.#look(point, last)];
    const wasGiven = server.refresh !== before;
    const stored = this.#storedRefresh();
    const isStored = stored === server.refresh;
    // Nothing new is used before it is on the disk.
    if (wasGiven && !isStored && server.used.includes(server.access))
      found.push('a token was used before it was stored');
    const next = await this.#readTwice();
    const mayNeedPerson = wasGiven && !isStored;
    if (next.kind === 'done') {
      if (mayNeedPerson) found.push('it went on without the pair that is good');
      return { signedIn: false, found };
    }
    if (!mayNeedPerson) found.push(`a person had to sign in (${next.code}) though nothing was lost`);
    if (point !== 'at random' && !losing.includes(point))
      found.push('a person had to sign in after a point that loses nothing');
    if (next.code !== 'EXACT_SIGN_IN_AGAIN' || !next.reason.includes('never arrived'))
      found.push(`it says ${next.code}: ${next.reason}`);
    // Once by whoever lost the answer, where it lived on, or by the next process; never again.
    if (server.refusals(before) !== 1)
      found.push(`the void token was sent ${String(server.refusals(before))} times again`);
    await this.#signIn();
    return { signedIn: true, found };
  }

  async close(): Promise<void> {
    this.#child?.kill();
    await this.#child?.ended;
    await this.#server.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** A point inside must be met, or the test proves nothing. */
  #look(point: RenewalPoint, last: ChildAnswer | null): string[] {
    if (point === 'at random') return [];
    const outlives = point.startsWith('answer lost');
    if (outlives !== (last === null)) return [];
    return [outlives ? 'the process died' : 'the process outlived its end'];
  }

  async #readTwice(): Promise<Exclude<ChildAnswer, { kind: 'ready' }>> {
    const child = await this.#running();
    const first = await child.ask({ kind: 'read', aheadMs: this.#server.aheadMs, point: null });
    const second = await child.ask({ kind: 'read', aheadMs: this.#server.aheadMs, point: null });
    if (first === null || second === null || second.kind === 'ready') throw new Error('the process ended by itself');
    return second;
  }

  /** As a person does: begins, allows, and pastes the address. */
  async #signIn(): Promise<void> {
    const child = await this.#running();
    const begun = await child.ask({ kind: 'begin' });
    if (begun?.kind !== 'done') throw new Error('no sign-in was begun');
    const state = new URL(begun.value).searchParams.get('state') ?? '';
    const ended = await child.ask({ kind: 'finish', landed: `${REDIRECT}?code=XTzM%21IAAA&state=${state}` });
    if (ended?.kind !== 'done' || ended.value !== 'signed-in')
      throw new Error(`not signed in: ${JSON.stringify(ended)}`);
  }

  async #running(): Promise<Child> {
    if (this.#child === null || this.#child.isDead) {
      this.#child = await Child.start(this.#setup);
      await this.#child.ask({ kind: 'clock', aheadMs: this.#server.aheadMs });
    }
    return this.#child;
  }

  #storedRefresh(): string {
    return this.#withSecrets((secrets, { connection }) => {
      const stored = JSON.parse(secrets.read(connection, 'tokens')) as { refreshToken: string };
      return stored.refreshToken;
    });
  }

  #withSecrets<T>(work: (secrets: EngineSecrets, setup: ChildSetup) => T): T {
    const store = openStore(this.#setup.file);
    try {
      if (store.connections.get(this.#setup.connection.id) === null) store.connections.save(this.#setup.connection);
      const dataKey = Uint8Array.from(Buffer.from(this.#setup.key, 'hex'));
      const options = { store, clock: createSystemClock(), dataKey, practiceKey: new Uint8Array(32) };
      return work(new EngineSecrets(options), this.#setup);
    } finally {
      store.close();
    }
  }
}

/** A process with the real client. */
class Child {
  readonly #process: ChildProcess;
  readonly ended: Promise<void>;
  #answered: (answer: ChildAnswer | null) => void = () => undefined;
  isDead = false;

  private constructor(process: ChildProcess) {
    this.#process = process;
    this.ended = new Promise((resolve) => {
      process.once('exit', () => {
        this.isDead = true;
        this.#answered(null);
        resolve();
      });
    });
    process.on('message', (answer) => {
      this.#answered(answer as ChildAnswer);
    });
  }

  static async start(setup: ChildSetup): Promise<Child> {
    const child = new Child(
      fork(join(import.meta.dirname, 'child.ts'), {
        env: {
          ...process.env,
          NODE_COMPILE_CACHE: join(import.meta.dirname, '../../../.cache/compiled'),
          [setupVariable]: JSON.stringify(setup),
        },
        execArgv: [],
      }),
    );
    const first = await child.#next();
    if (first?.kind !== 'ready') throw new Error('the process did not start');
    return child;
  }

  /** Its answer; null if it died before it gave one. */
  async ask(order: ChildOrder): Promise<ChildAnswer | null> {
    if (this.isDead) return null;
    const answer = this.#next();
    this.#process.send(order);
    return answer;
  }

  kill(): void {
    this.#process.kill('SIGKILL');
  }

  #next(): Promise<ChildAnswer | null> {
    return new Promise((resolve) => {
      this.#answered = resolve;
    });
  }
}
