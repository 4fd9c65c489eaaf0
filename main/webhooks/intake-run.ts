import type { WebhookRejection } from '../../shared/webhooks/rejection.ts';
import type { Clock } from '../ports/time.ts';
import type { Placed } from './delivered.ts';
import type { FromIntake, ToIntake } from './intake-messages.ts';
import type { IntakeSetting, RejectionCount } from './intake.ts';
import { Journal } from './journal.ts';
import { webhookProfiles } from './profiles.ts';
import { startReceiver, type Receiver } from './receiver.ts';

/** Events given to the engine at once: one of its transactions. */
const atOnce = 500;
/** What waits for the engine is held in memory up to this; then senders are told to come again. */
const maxWaitingBytes = 32 * 1024 * 1024;
const drainMs = 2_000;
const countsEveryMs = 500;
const keptAnswers = 1_000;

/** The receiver with its journal, as it runs in a thread of its own. Speaks to the engine by messages. */
export class IntakeRun {
  readonly #clock: Clock;
  readonly #journal: Journal;
  readonly #send: (message: FromIntake) => void;
  #waiting: Placed[];
  #waitingBytes: number;
  #isAsked = false;
  #confirmed = 0;
  #receiver: Receiver | null = null;
  #turn: Promise<void> = Promise.resolve();
  readonly #counts = new Map<string, RejectionCount>();
  #validations = 0;
  readonly #answers: number[] = [];
  #isTelling = false;
  readonly #closing = new AbortController();

  private constructor(options: {
    clock: Clock;
    journal: Journal;
    earlier: readonly Placed[];
    send: (message: FromIntake) => void;
  }) {
    this.#clock = options.clock;
    this.#journal = options.journal;
    this.#send = options.send;
    this.#waiting = [...options.earlier];
    this.#waitingBytes = options.earlier.reduce((sum, one) => sum + sizeOf(one), 0);
  }

  /** Opens the journal and gives the engine what an earlier process left in it. */
  static async open(folder: string, clock: Clock, send: (message: FromIntake) => void): Promise<IntakeRun> {
    const { journal, earlier } = await Journal.open(folder);
    const run = new IntakeRun({ clock, journal, earlier, send });
    run.#give();
    return run;
  }

  async take(message: ToIntake): Promise<void> {
    switch (message.kind) {
      case 'configure':
        this.#turn = this.#turn.then(() => this.#configure(message.setting));
        return this.#turn;
      case 'stored':
        this.#confirmed = message.place;
        this.#isAsked = false;
        this.#give();
        await this.#journal.confirm(message.place);
        return;
      case 'close':
        await this.#turn;
        await this.#receiver?.close();
        await this.#untilGiven();
        await this.#journal.close(this.#confirmed);
        this.#closing.abort();
        this.#tellCounts();
        this.#send({ kind: 'closed' });
    }
  }

  async #configure({ port, channels, publicHost }: IntakeSetting): Promise<void> {
    if (this.#receiver !== null && port !== 0 && this.#receiver.port !== port) {
      await this.#receiver.close();
      this.#receiver = null;
    }
    try {
      this.#receiver ??= await this.#listen(port);
    } catch (error) {
      const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';
      this.#send({ kind: 'failed', code });
      return;
    }
    this.#receiver.configure(channels, publicHost);
    this.#send({ kind: 'listening', port: this.#receiver.port });
  }

  #listen(port: number): Promise<Receiver> {
    return startReceiver({
      port,
      profiles: webhookProfiles,
      clock: this.#clock,
      persist: async (delivered) => {
        if (this.#waitingBytes > maxWaitingBytes) throw new Error('the engine is too far behind');
        const placed = await this.#journal.append(delivered);
        this.#waiting.push(placed);
        this.#waitingBytes += sizeOf(placed);
        this.#give();
      },
      onRejected: (rejection, connectionId) => {
        this.#count(rejection, connectionId);
      },
      onAnswered: (kind, _connectionId, tookMs) => {
        if (kind === 'validation') this.#validations += 1;
        this.#answers.push(tookMs);
        if (this.#answers.length > keptAnswers) this.#answers.shift();
        this.#tellSoon();
      },
    });
  }

  #give(): void {
    if (this.#isAsked || this.#waiting.length === 0) return;
    this.#isAsked = true;
    const placed = this.#waiting.slice(0, atOnce);
    this.#waiting = this.#waiting.slice(atOnce);
    this.#waitingBytes -= placed.reduce((sum, one) => sum + sizeOf(one), 0);
    this.#send({ kind: 'events', placed });
  }

  /** What the engine does not take in time stays in the journal. */
  async #untilGiven(): Promise<void> {
    const lastMs = this.#clock.now() + drainMs;
    while ((this.#isAsked || this.#waiting.length > 0) && this.#clock.now() < lastMs) await this.#clock.sleep(20);
  }

  #count(rejection: WebhookRejection, connectionId: string | null): void {
    const key = `${rejection}/${connectionId ?? ''}`;
    const known = this.#counts.get(key);
    this.#counts.set(key, { connectionId, rejection, count: (known?.count ?? 0) + 1 });
    this.#tellSoon();
  }

  #tellSoon(): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    void this.#clock
      .sleep(countsEveryMs, this.#closing.signal)
      .then(() => {
        this.#isTelling = false;
        this.#tellCounts();
      })
      .catch(() => undefined);
  }

  #tellCounts(): void {
    const sorted = this.#answers.toSorted((a, b) => a - b);
    const p95Ms = sorted[Math.ceil(sorted.length * 0.95) - 1] ?? null;
    this.#send({ kind: 'counts', counts: [...this.#counts.values()], validations: this.#validations, p95Ms });
    this.#counts.clear();
    this.#validations = 0;
  }
}

function sizeOf({ delivered }: Placed): number {
  return delivered.body.length + 512;
}
