import { z } from 'zod';
import type { EngineDeps } from '../engine/deps.ts';
import { nowUtc } from '../ports/time.ts';
import type { Ringing } from './webhooks.ts';

const knownSchema = z.record(z.string(), z.record(z.string(), z.array(z.string())));
const name = 'webhooks.subscribed';

/** Topics that systems said they call us for, as they were last listed: by connection and company. */
export class SubscribedTopics {
  readonly #deps: Pick<EngineDeps, 'store' | 'clock'>;

  constructor(deps: Pick<EngineDeps, 'store' | 'clock'>) {
    this.#deps = deps;
  }

  note(connectionId: string, division: string, topics: readonly string[]): void {
    const { store, clock } = this.#deps;
    const all = this.#all();
    const next = { ...all, [connectionId]: { ...all[connectionId], [division]: [...topics] } };
    store.transaction(() => {
      store.values.put(name, next, nowUtc(clock));
    });
  }

  /** Streams whose changes are announced in every company that the connection reads. */
  streamsOf({ connection, system }: Ringing): ReadonlySet<string> {
    const known = this.#all()[connection.id] ?? {};
    const companies = system.companiesOf(connection);
    if (companies.length === 0) return new Set();
    const isEverywhere = (topic: string): boolean => companies.every((one) => known[one]?.includes(topic) === true);
    return new Set(system.topics.filter(({ topic }) => isEverywhere(topic)).map(({ stream }) => stream));
  }

  #all(): z.infer<typeof knownSchema> {
    return this.#deps.store.values.get(name, knownSchema) ?? {};
  }
}
