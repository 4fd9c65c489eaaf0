import { createExactSource } from '../../../main/connectors/exact/source.ts';
import { createHttpClient } from '../../../main/http/client.ts';
import { createRequestLog } from '../../../main/http/request-log.ts';
import { createUndiciTransport } from '../../../main/http/undici-transport.ts';
import type { Source, SourcePage, WindowRequest } from '../../../main/ports/source.ts';
import type { AppError } from '../../../shared/errors/app-error.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import type { SourceRecord, UnreadableRecord } from '../../../shared/model/record.ts';
import { startPracticeExact, type PracticeExact } from '../../../sandbox/exact/index.ts';
import { openExactBooks } from '../../../sandbox/exact/open-books.ts';
import { openWorld } from '../../../sandbox/world/world.ts';
import { createSeededRandom, createVirtualClock, type VirtualClock } from '../../support/virtual-clock.ts';

export interface ExactPractice {
  readonly exact: PracticeExact;
  readonly clock: VirtualClock;
  /** Companies that the app may use and that are in use. */
  readonly divisions: readonly number[];
  readonly secrets: Record<string, string>;
  /** A source with these settings over the practice system's own. */
  source(settings?: Record<string, string>): Source;
  close(): Promise<void>;
}

/** The practice Exact on a real socket, and the connector over the real HTTP layer; time stands still and jumps over pauses. */
export async function startPractice(options: { scale?: number } = {}): Promise<ExactPractice> {
  const clock = createVirtualClock({ auto: true });
  const random = createSeededRandom();
  const world = openWorld({ seed: 5, scale: options.scale ?? 0.5, clock });
  const exact = await startPracticeExact({
    books: openExactBooks({ world, clock, scale: options.scale ?? 0.5 }),
    clock,
    limits: { perMinute: 100_000, perDay: 1_000_000 },
  });
  exact.signIn();
  const transport = createUndiciTransport({ clock });
  const http = createHttpClient({ transport, clock, random, log: createRequestLog() });
  const secrets: Record<string, string> = { ...exact.secrets };
  return {
    exact,
    clock,
    secrets,
    divisions: (exact.settings['divisions'] ?? '').split(',').map(Number),
    source: (settings = {}) =>
      createExactSource({
        connection: {
          id: 'c1',
          name: 'Practice Exact',
          system: 'exact',
          practice: true,
          settings: { ...exact.settings, ...settings },
          secrets: [],
          lastCheck: null,
          createdAtUtc: '2026-11-21T00:00:00Z',
          updatedAtUtc: '2026-11-21T00:00:00Z',
        },
        http,
        clock,
        random,
        readSecret: (name) => Promise.resolve(secrets[name] ?? ''),
        saveSecret: (name, value) => {
          secrets[name] = value;
          return Promise.resolve();
        },
      }),
    close: async () => {
      await exact.close();
      await transport.close();
    },
  };
}

export interface ReadAll {
  readonly records: SourceRecord[];
  readonly unreadable: UnreadableRecord[];
  readonly announced: number | null;
  readonly cursor: JsonObject | null;
  readonly gone: string[];
  readonly present: string[];
  readonly complete: string[];
  readonly failed: AppError[];
  readonly description: string;
}

/** All pages of a window put together. */
export async function gather(pages: AsyncIterable<SourcePage>, description = ''): Promise<ReadAll> {
  const all = { records: [] as SourceRecord[], unreadable: [] as UnreadableRecord[], failed: [] as AppError[] };
  const keys = { gone: [] as string[], present: [] as string[], complete: [] as string[] };
  let announced: number | null = null;
  let cursor: JsonObject | null = null;
  for await (const page of pages) {
    all.records.push(...page.records);
    all.unreadable.push(...page.unreadable);
    all.failed.push(...(page.failed ?? []));
    keys.gone.push(...(page.gone ?? []));
    keys.present.push(...(page.present ?? []));
    keys.complete.push(...(page.complete ?? []));
    cursor = page.cursor ?? cursor;
    announced = page.announced;
  }
  return { ...all, ...keys, announced, cursor, description };
}

export const never = new AbortController().signal;
export const everything: WindowRequest = { kind: 'incremental', cursor: null };

export async function readAll(source: Source, stream: string, request: WindowRequest = everything): Promise<ReadAll> {
  const window = await source.openWindow(stream, request, never);
  return await gather(source.read(stream, window, never), window.description);
}
