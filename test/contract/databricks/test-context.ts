import { AppError } from '../../../shared/errors/app-error.ts';
import type { HttpClient } from '../../../main/http/port.ts';
import type { ConnectorContext } from '../../../main/ports/connector.ts';
import type { Clock, Random } from '../../../main/ports/time.ts';

export interface TestContextOptions {
  readonly settings: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly http: HttpClient;
  readonly clock: Clock;
}

/** Counts up, so that a test is the same every time. */
function createTestRandom(): Random {
  let count = 0;
  return {
    next: () => 0.5,
    uuid: () => {
      count += 1;
      return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
    },
    bytes: (length) => new Uint8Array(length).fill(7),
  };
}

/** A connector's whole world for a test. */
export function createTestContext(options: TestContextOptions): ConnectorContext {
  return {
    connection: {
      id: 'c-1',
      name: 'Databricks',
      system: 'databricks',
      practice: true,
      settings: { ...options.settings },
      secrets: Object.keys(options.secrets).map((name) => ({ name, replacedAtUtc: '2026-11-21T00:00:00.000Z' })),
      lastCheck: null,
      createdAtUtc: '2026-11-21T00:00:00.000Z',
      updatedAtUtc: '2026-11-21T00:00:00.000Z',
    },
    http: options.http,
    clock: options.clock,
    random: createTestRandom(),
    readSecret: (name) => {
      const value = options.secrets[name];
      if (value === undefined)
        return Promise.reject(new AppError('VAULT_SECRET_MISSING', 'config', { details: { name } }));
      return Promise.resolve(value);
    },
    saveSecret: () => Promise.resolve(),
  };
}
