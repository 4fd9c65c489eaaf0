import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { ask } from '../../main/api/ask.ts';
import type { AppPort } from '../../main/app-port.ts';
import type { Random } from '../../main/ports/time.ts';
import type * as Vault from '../../main/vault/passphrase.ts';
import { writePassphraseFile } from '../../main/vault/passphrase-file.ts';
import { isAppError } from '../../shared/errors/app-error.ts';
import type { Run } from '../../shared/model/run.ts';
import { AppProcess, passphrase } from './app-process.ts';
import type { BuiltApp } from './build-app.ts';
import { connectExact, connectFlows, signInAgain } from './connect-flows.ts';
import { booksLandedOnce } from './exact-outside.ts';
import { lastPairWasUsed } from './exact-side.ts';
import type { Violations } from './landed.ts';
import { addsUp, landedOnce, leavesNothing, leftSound, saidOnce, trailIsWhole } from './outside.ts';
import { isInside, type KilledFlow, type KillOrder } from './points.ts';
import { Surroundings } from './surroundings.ts';

/** Between a kill and the next start. */
const gapMs = 20 * 60_000;
/** Longer than a rotating token of Slack lives. */
const tokenLifeMs = 13 * 3_600_000;
/** A message that is not posted at once waits for a moment of the clock. */
const messagePatienceMs = 3_000;
/** Whoever is in doubt waits longer from look to look, for some hours in all. */
const mostLeaps = 30;
const onTheWay: ReadonlySet<string> = new Set(['held', 'queued', 'sending', 'unknown']);
const pollMs = 100;
/** Exact names deleted lines, not their documents: companies that had some are read anew once a day. */
const exactLooksAgainMs = 25 * 3_600_000;

/** One installation from its first start on, between systems that survive it, killed again and again. */
export class Epoch {
  readonly #built: BuiltApp;
  readonly #random: Random;
  readonly #folder = mkdtempSync(join(tmpdir(), 'mlc-kill-'));
  readonly #around: Surroundings;
  #process: AppProcess | null = null;
  #flows: Readonly<Record<KilledFlow, string>> | null = null;

  private constructor(built: BuiltApp, random: Random, around: Surroundings) {
    this.#built = built;
    this.#random = random;
    this.#around = around;
  }

  static async start(built: BuiltApp, random: Random): Promise<Epoch> {
    const around = await Surroundings.start(Math.floor(random.next() * 2 ** 31));
    const epoch = new Epoch(built, random, around);
    mkdirSync(epoch.#dataFolder, { mode: 0o700 });
    const { createPassphraseVault } = (await import(pathToFileURL(built.vault).href)) as typeof Vault;
    writePassphraseFile(epoch.#dataFolder, (await createPassphraseVault(passphrase, random)).file);
    return epoch;
  }

  get #dataFolder(): string {
    return join(this.#folder, 'data');
  }

  /** Starts the app for the first time and kills it while it makes its data file. True if it died there. */
  async killWhileMigrating(order: KillOrder): Promise<{ struck: boolean; violations: Violations }> {
    await this.#process?.kill();
    this.#process = await this.#begin(order);
    const struck = this.#process.isDead;
    await this.#process.kill();
    // The next start goes on with the formats that are left, and may die there too.
    this.#process = null;
    return { struck, violations: leftSound(this.#dataFolder, this.#around) };
  }

  /**
   * Something changes at the source, a run is killed where the order says, and the next process goes on: to the end, where it
   * `settles`, else until the next kill.
   */
  async killWhileRunning(order: KillOrder, settles: boolean): Promise<{ struck: boolean; violations: Violations }> {
    const around = this.#around;
    if (order.point === 'token save') await this.#outliveTokens(order);
    const process = await this.#running();
    const { flow } = order;
    const flows = process.isDead ? this.#flows : await this.#connected(process.app);
    if (flow === 'messages') around.enterLarge(this.#random);
    if (flow === 'exact') around.exact.books.change();
    else around.change(this.#random);
    if (order.point !== 'token save' && isInside(order)) process.arm(order);
    else
      around.arm(order, () => {
        process.strike();
      });
    const last = flows === null || process.isDead ? null : await this.#attempt(process, flows[flow], false);
    around.disarm();
    const struck = process.isDead;
    await process.kill();
    const left = leftSound(this.#dataFolder, around);
    if (order.point !== 'token save') around.leap(gapMs);
    this.#process = await this.#begin();
    const wrong = [...left, ...leavesNothing(this.#dataFolder), ...(last === null ? [] : this.#addsUp(last))];
    if (settles || order.point === 'token save') wrong.push(...(await this.#look(order)));
    return { struck, violations: wrong };
  }

  /** Everything, at the end: both flows to their end, with totals computed anew and every message told. */
  async finish(): Promise<Violations> {
    await this.#process?.kill();
    this.#around.leap(exactLooksAgainMs);
    this.#process = await this.#begin();
    const flows = await this.#connected(this.#process.app);
    const violations: string[] = [];
    for (const flowId of Object.values(flows)) violations.push(...this.#addsUp(await this.#run(flowId, true)));
    await this.#untilTold(flows.messages);
    const trail = await trailIsWhole((await this.#running()).app);
    const landed = [...(await landedOnce(this.#around)), ...(await booksLandedOnce(this.#around, true))];
    return [...violations, ...landed, ...saidOnce(this.#around, true), ...trail];
  }

  async close(): Promise<void> {
    await this.#process?.kill();
    await this.#around.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #look(order: KillOrder): Promise<Violations> {
    const { app } = await this.#running();
    const flows = await this.#connected(app);
    const trail = await trailIsWhole(app);
    if (order.flow === 'messages') {
      // Slack gives the same token again only for half a minute: who comes back later needs a person.
      const run = order.point === 'token save' ? addsUp(await this.#run(flows.messages, false)) : [];
      // What may have been posted is asked for after a while, which need not be waited for each time.
      return [...run, ...saidOnce(this.#around, false), ...trail];
    }
    const run = this.#addsUp(await this.#run(flows[order.flow], false));
    const isExact = order.flow === 'exact';
    return [...run, ...(await (isExact ? booksLandedOnce(this.#around, false) : landedOnce(this.#around))), ...trail];
  }

  async #run(flowId: string, verify: boolean): Promise<Run> {
    const process = await this.#running();
    const run = await this.#attempt(process, flowId, verify);
    if (run === null) throw new Error(`the app ended by itself: ${process.complaints}`);
    if (!this.#hasLostSignIn(run)) return run;
    await signInAgain(process.app, this.#around, flowId);
    return this.#attempt(process, flowId, verify).then((again) => again ?? run);
  }

  /** A run of a flow; null if the process died on the way. A flow that waits for a new sign-in at Exact gets it first. */
  async #attempt(process: AppProcess, flowId: string, verify: boolean): Promise<Run | null> {
    const input = { flowId, ...(verify ? { verify } : {}) };
    try {
      return await process.run(input);
    } catch (error) {
      const isPaused = isAppError(error) && error.code === 'ENGINE_FLOW_PAUSED';
      if (!isPaused || flowId !== this.#flows?.exact) throw error;
      await signInAgain(process.app, this.#around, flowId);
      return process.run(input);
    }
  }

  /**
   * A kill between Exact's answer with a new pair of tokens and its being kept costs the sign-in, and nothing else. A pair that was used
   * was kept: it must not be lost.
   */
  #addsUp(run: Run): Violations {
    if (!this.#hasLostSignIn(run)) return addsUp(run);
    return lastPairWasUsed(this.#around.exact) ? ['the sign-in at Exact was lost, though its tokens were in use'] : [];
  }

  #hasLostSignIn(run: Run): boolean {
    return run.flowId === this.#flows?.exact && run.error?.kind === 'auth';
  }

  /** What may have been posted is looked for after a while, which passes while the computer is off. */
  async #untilTold(flowId: string): Promise<void> {
    for (let leaps = 0; leaps < mostLeaps; leaps += 1) {
      const { app } = await this.#running();
      for (let waited = 0; waited < messagePatienceMs; waited += pollMs) {
        const counts = await ask(app, 'messages.counts', { flowId });
        if (counts.every(({ states }) => states.every(({ state }) => !onTheWay.has(state)))) return;
        await sleep(pollMs);
      }
      await this.#process?.kill();
      this.#around.leap(gapMs);
      this.#process = await this.#begin();
    }
  }

  #begin(order: KillOrder | null = null): Promise<AppProcess> {
    const { aheadMs } = this.#around;
    return AppProcess.start({ built: this.#built, dataFolder: this.#dataFolder, aheadMs, order });
  }

  /**
   * The computer was off for so long that every token that Slack has given out has ended. The next process may need one as soon as it
   * starts, and die there.
   */
  async #outliveTokens(order: KillOrder): Promise<void> {
    await this.#connected((await this.#running()).app);
    await this.#process?.kill();
    this.#around.leap(tokenLifeMs);
    this.#process = await this.#begin(order);
  }

  async #running(): Promise<AppProcess> {
    this.#process ??= await this.#begin();
    return this.#process;
  }

  async #connected(app: AppPort): Promise<Readonly<Record<KilledFlow, string>>> {
    if (this.#flows !== null) return this.#flows;
    const { rotatingToken, refreshToken } = this.#around.slack.credentialsUsed;
    const flows = await connectFlows(app, this.#around, { slack: { botToken: rotatingToken, refreshToken } });
    this.#flows = { ...flows, exact: await connectExact(app, this.#around) };
    // What is there when a rule first looks is told in one message for all: invoices that come later are told one by one.
    await this.#run(this.#flows.messages, false);
    return this.#flows;
  }
}
