import { createHttpClient } from '../../../main/http/client.ts';
import { createRequestLog } from '../../../main/http/request-log.ts';
import { createUndiciTransport } from '../../../main/http/undici-transport.ts';
import { createWorkdaySource } from '../../../main/connectors/workday/source.ts';
import type { Source, SourcePage, WindowRequest } from '../../../main/ports/source.ts';
import type { CheckStep } from '../../../shared/model/check.ts';
import type { SourceRecord, UnreadableRecord } from '../../../shared/model/record.ts';
import { startPracticeWorkday, type PracticeWorkday } from '../../../sandbox/workday/index.ts';
import { openWorld } from '../../../sandbox/world/world.ts';
import { createSeededRandom, createVirtualClock, type VirtualClock } from '../../support/virtual-clock.ts';

export interface Harness {
  readonly workday: PracticeWorkday;
  readonly clock: VirtualClock;
  readonly secrets: Record<string, string>;
  /** A source with these settings over the practice system's own. */
  source(settings?: Record<string, string>): Source;
  close(): Promise<void>;
}

/** The practice Workday on a real socket, and the connector over the real HTTP layer; time stands still and jumps over pauses. */
export async function startHarness(
  options: { scale?: number; settings?: Record<string, string> } = {},
): Promise<Harness> {
  const clock = createVirtualClock({ auto: true });
  const random = createSeededRandom();
  const workday = await startPracticeWorkday({
    world: openWorld({ seed: 5, scale: options.scale ?? 0.5, clock }),
    clock,
  });
  const transport = createUndiciTransport({ clock });
  const http = createHttpClient({ transport, clock, random, log: createRequestLog() });
  const secrets: Record<string, string> = { ...workday.secrets };
  return {
    workday,
    clock,
    secrets,
    source: (settings = {}) =>
      createWorkdaySource({
        connection: {
          id: 'c1',
          name: 'Practice Workday',
          system: 'workday',
          practice: true,
          settings: { ...workday.settings, ...options.settings, ...settings },
          secrets: [],
          lastCheck: null,
          createdAtUtc: '2026-11-21T00:00:00Z',
          updatedAtUtc: '2026-11-21T00:00:00Z',
        },
        http,
        // A clock that jumps over pauses would jump over the probe's time limits too.
        clock,
        random,
        readSecret: (name) => Promise.resolve(secrets[name] ?? ''),
        saveSecret: (name, value) => {
          secrets[name] = value;
          return Promise.resolve();
        },
      }),
    close: async () => {
      await workday.close();
      await transport.close();
    },
  };
}

export interface ReadAll {
  readonly records: SourceRecord[];
  readonly unreadable: UnreadableRecord[];
  readonly announced: number | null;
  readonly pages: number;
}

/** All pages put together. */
export async function gather(pages: AsyncIterable<SourcePage>): Promise<ReadAll> {
  const records: SourceRecord[] = [];
  const unreadable: UnreadableRecord[] = [];
  let announced: number | null = null;
  let count = 0;
  for await (const page of pages) {
    count += 1;
    records.push(...page.records);
    unreadable.push(...page.unreadable);
    announced = page.announced;
  }
  return { records, unreadable, announced, pages: count };
}

export const never = new AbortController().signal;
export const everything: WindowRequest = { kind: 'incremental', cursor: null };

export async function readAll(source: Source, stream: string, request: WindowRequest = everything): Promise<ReadAll> {
  return await gather(source.read(stream, await source.openWindow(stream, request, never), never));
}

/** The last state of each step of a check, by its id. */
export async function checked(source: Source, streams?: readonly string[]): Promise<Map<string, CheckStep>> {
  const steps = new Map<string, CheckStep>();
  for await (const step of source.check(streams ?? source.streams.map(({ id }) => id), never)) steps.set(step.id, step);
  return steps;
}
