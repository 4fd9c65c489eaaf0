import { randomUUID } from 'node:crypto';
import type { FaultSwitches } from '../faults.ts';
import type { Keeper } from '../keep.ts';
import type { Registration } from '../oauth/registration.ts';
import type { PracticeClock } from '../../practice-system.ts';
import { Refusal } from '../reply.ts';
import { isAccepted, postRaw, type PostAnswer, type Tunnels } from './post.ts';
import type { Subscriber } from './deliveries.ts';
import { TOPICS } from './topics.ts';

/** What the app asked to be told, and where. */
export interface Subscription extends Subscriber {
  readonly description: string;
  readonly createdAt: number;
}

interface SubscriptionDeps {
  readonly registration: Registration;
  readonly faults: FaultSwitches;
  readonly clock: PracticeClock;
  readonly keeper: Keeper;
  readonly tunnels: Tunnels;
  readonly allowLoopback: boolean;
}

const LATE_MS = 1_000;

/** `a.b.c` and `x.b.c` are of the same domain. */
function domainOf(host: string): string {
  return host.split('.').slice(-2).join('.');
}

function isSubscription(value: unknown): value is Subscription {
  const one = value as Partial<Subscription> | null;
  return typeof one?.id === 'string' && typeof one.topic === 'string' && typeof one.callback === 'string';
}

/** The subscriptions of the app, one for each topic and company (reference page §5.1). */
export class Subscriptions {
  readonly #deps: SubscriptionDeps;
  #all: Subscription[];

  constructor(deps: SubscriptionDeps) {
    this.#deps = deps;
    const kept = deps.keeper.read('subscriptions');
    this.#all = Array.isArray(kept) ? kept.filter(isSubscription) : [];
  }

  all(): readonly Subscription[] {
    return this.#all;
  }

  of(division: number): readonly Subscription[] {
    return this.#all.filter((one) => one.division === division);
  }

  /** Subscribes once the address answered an empty POST. Throws Refusals with Exact's words. */
  async create(
    division: number,
    wanted: { topic: string; callback: string; isInstant: boolean },
  ): Promise<Subscription> {
    const { topic, callback } = wanted;
    if (!TOPICS.some((known) => known === topic)) throw new Refusal(500, `Invalid: Topic '${topic}'`);
    if (wanted.isInstant && topic !== 'GoodsDeliveries')
      throw new Refusal(500, `Invalid: Topic '${topic}' does not support instant notifications`);
    this.#requirePermitted(callback);
    if (this.of(division).some((one) => one.topic === topic)) throw new Refusal(500, 'Data already exists');
    const { clock, faults } = this.#deps;
    const subscription: Subscription = {
      ...{ id: randomUUID(), topic, division, callback, createdAt: clock.now() },
      description: `${topic} of company ${String(division)}`,
    };
    if (faults.strikes('webhook-late-validation', topic)) void this.#validateLater(subscription);
    else await this.#validate(callback);
    this.#set([...this.#all, subscription]);
    return subscription;
  }

  /** Moves a subscription to another address, which is asked first. */
  async move(id: string, callback: string): Promise<void> {
    this.#requirePermitted(callback);
    await this.#validate(callback);
    this.#set(this.#all.map((one) => (one.id === id ? { ...one, callback } : one)));
  }

  remove(id: string): void {
    this.#set(this.#all.filter((one) => one.id !== id));
  }

  #requirePermitted(callback: string): void {
    const url = URL.canParse(callback) ? new URL(callback) : null;
    if (url !== null && this.#deps.allowLoopback && url.protocol === 'http:' && url.hostname === '127.0.0.1') return;
    if (url?.protocol !== 'https:') throw new Refusal(500, 'Invalid: Callback URL must be an https address');
    if (domainOf(url.hostname) !== domainOf(new URL(this.#deps.registration.redirectUri).hostname))
      throw new Refusal(500, 'Invalid: Callback URL must be of the same domain as the redirect URI');
  }

  async #validate(callback: string): Promise<void> {
    const answer: PostAnswer = await postRaw(callback, '', this.#deps.tunnels);
    if (isAccepted(answer)) return;
    const said = answer === null ? '503 Service Temporarily Unavailable' : `${String(answer.status)} ${answer.words}`;
    throw new Refusal(500, `Invalid: Post to callback URL endpoint returns ${said}`);
  }

  /** Some accounts answer first and ask the address afterwards; the subscription dies where it does not answer. */
  async #validateLater({ id, callback }: Subscription): Promise<void> {
    await this.#deps.clock.sleep(LATE_MS);
    if (!isAccepted(await postRaw(callback, '', this.#deps.tunnels))) this.remove(id);
  }

  #set(all: Subscription[]): void {
    this.#all = all;
    this.#deps.keeper.write('subscriptions', all);
  }
}
