import { createHmac } from 'node:crypto';
import { wallText } from '../amsterdam.ts';
import type { BookChange } from '../books.ts';
import type { FaultSwitches } from '../faults.ts';
import type { Registration } from '../oauth/registration.ts';
import type { PracticeClock } from '../../practice-system.ts';
import { isAccepted, postRaw, type Tunnels } from './post.ts';
import { TOPIC_OF } from './topics.ts';

/** One attempt to tell the app of a change. */
export interface DeliveryRecord {
  readonly at: number;
  readonly topic: string;
  readonly division: number;
  readonly key: string;
  readonly action: BookChange['action'];
  readonly callback: string;
  /** 1 for the first. */
  readonly attempt: number;
  /** Null where nobody answered, or the event was lost on purpose. */
  readonly status: number | null;
}

export interface DeliverySettings {
  /** From a change to its first delivery; default 2 seconds. Exact takes minutes. */
  readonly delayMs?: number | undefined;
  /** What a minute of the schedule of retries lasts; default a minute. */
  readonly minuteMs?: number | undefined;
}

export interface Subscriber {
  readonly id: string;
  readonly topic: string;
  readonly division: number;
  readonly callback: string;
}

interface DeliveryDeps {
  readonly registration: Registration;
  readonly faults: FaultSwitches;
  readonly clock: PracticeClock;
  readonly tunnels: Tunnels;
  readonly address: () => string;
  readonly settings: DeliverySettings;
  subscribers(topic: string, division: number): readonly Subscriber[];
}

interface Event {
  readonly change: BookChange;
  readonly subscriber: Subscriber;
  readonly body: string;
}

const RETRIES = 10;
const LATE_MINUTES = 1;
const KEPT = 10_000;

/** The signed body (reference page §5.3 and §5.4): uppercase hex over the raw text of Content. */
export function signedBody(content: string, secret: string): string {
  const hash = createHmac('sha256', secret).update(content).digest('hex').toUpperCase();
  return `{"Content":${content},"HashCode":"${hash}"}`;
}

/** Tells subscribers of changes, and tells them again where they did not accept. */
export class Deliveries {
  readonly records: DeliveryRecord[] = [];
  readonly #deps: DeliveryDeps;
  #closed = false;

  constructor(deps: DeliveryDeps) {
    this.#deps = deps;
  }

  /** Sends what a change calls for; resolves when all of it was accepted or given up. */
  async announce(change: BookChange): Promise<void> {
    const [topic, path] = TOPIC_OF[change.entity] ?? [];
    if (topic === undefined || path === undefined) return;
    const { faults } = this.#deps;
    const subscribers = this.#deps.subscribers(topic, change.division);
    await Promise.all(
      subscribers.flatMap((subscriber) => {
        const event = { change, subscriber, body: this.#bodyOf(change, topic, path) };
        const times = faults.strikes('webhook-duplicate', topic) ? 2 : 1;
        return Array.from({ length: times }, () => this.#deliver(event));
      }),
    );
  }

  close(): void {
    this.#closed = true;
  }

  #bodyOf(change: BookChange, topic: string, path: string): string {
    const { registration, faults, address } = this.#deps;
    const facts = {
      Topic: topic,
      ClientId: registration.clientId,
      Division: change.division,
      Action: change.action,
      Key: change.key,
      ExactOnlineEndpoint: `${address()}/api/v1/${String(change.division)}/${path}(guid'${change.key}')`,
      EventCreatedOn: wallText(change.at),
    };
    const content = JSON.stringify(facts, null, faults.strikes('webhook-whitespace', topic) ? 2 : undefined);
    const secret = faults.strikes('webhook-bad-hash', topic) ? 'another secret' : registration.webhookSecret;
    return signedBody(content, secret);
  }

  async #deliver(event: Event): Promise<void> {
    const { faults, clock, settings } = this.#deps;
    const { topic } = event.subscriber;
    const minuteMs = settings.minuteMs ?? 60_000;
    const isLost = faults.strikes('webhook-drop', topic);
    const lateMs = faults.strikes('webhook-reorder', topic) ? LATE_MINUTES * minuteMs : 0;
    const delayMs = (settings.delayMs ?? 2_000) + lateMs;
    if (delayMs > 0) await clock.sleep(delayMs);
    if (isLost) {
      this.#note(event, 1, null);
      return;
    }
    for (let attempt = 1; attempt <= RETRIES + 1; attempt += 1) {
      if (attempt > 1) await this.#wait(2 ** (attempt - 1), minuteMs);
      if (this.#closed || !this.#isWanted(event.subscriber)) return;
      const answer = await postRaw(event.subscriber.callback, event.body, this.#deps.tunnels);
      this.#note(event, attempt, answer?.status ?? null);
      if (isAccepted(answer)) return;
    }
  }

  /** Minute by minute, so that nothing waits for hours once the practice has ended. */
  async #wait(minutes: number, minuteMs: number): Promise<void> {
    for (let minute = 0; minute < minutes && !this.#closed; minute += 1) await this.#deps.clock.sleep(minuteMs);
  }

  #isWanted({ id, topic, division }: Subscriber): boolean {
    return this.#deps.subscribers(topic, division).some((one) => one.id === id);
  }

  #note({ change, subscriber }: Event, attempt: number, status: number | null): void {
    const { topic, callback } = subscriber;
    const { division, key, action } = change;
    const at = this.#deps.clock.now();
    this.records.push({ at, topic, division, key, action, callback, attempt, status });
    if (this.records.length > KEPT) this.records.shift();
  }
}
