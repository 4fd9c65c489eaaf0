import { dirname, join } from 'node:path';
import { isAppError } from '../../shared/errors/app-error.ts';
import type { Connection } from '../../shared/model/connection.ts';
import type { HttpClient } from '../http/port.ts';
import type { Logger } from '../log/logger.ts';
import type { ConnectorContext } from '../ports/connector.ts';
import type { Clock } from '../ports/time.ts';
import type { WebhookParts } from '../webhooks/parts.ts';
import { ThreadIntake } from '../webhooks/thread-intake.ts';
import type { EngineSecrets } from './secrets.ts';
import { kitOf, partOf } from './systems.ts';

export interface WebhookPartsOptions {
  /** Left out for a store in memory: then nothing is received. */
  readonly dataFile: string | undefined;
  readonly clock: Clock;
  readonly log: Logger;
  readonly secrets: EngineSecrets;
  clientFor(connection: Connection): HttpClient;
  contextOf(connection: Connection): ConnectorContext;
}

/** What webhooks need, of the real connectors. */
export function createWebhookParts(options: WebhookPartsOptions): WebhookParts {
  const { dataFile, clock, log, secrets, clientFor, contextOf } = options;
  return {
    ringingOf: ({ system }) => kitOf(system).ringing,
    openSubscriptions: (connection) => partOf(connection, 'openSubscriptions', 'subscriptions')(contextOf(connection)),
    knock: (connection, address, signal) => knock(clientFor(connection), address, signal),
    readSecret: (connection, name) => {
      try {
        return secrets.read(connection, name);
      } catch (error) {
        if (isAppError(error) && ['VAULT_LOCKED', 'VAULT_SECRET_MISSING'].includes(error.code)) return null;
        throw error;
      }
    },
    saveSecret: (connection, name, value) => {
      secrets.save(connection, name, value);
    },
    isOpenFor: (connection) => secrets.isOpenFor(connection),
    openIntake:
      dataFile === undefined
        ? null
        : (listener) => new ThreadIntake({ folder: join(dirname(dataFile), 'webhooks'), clock, log, listener }),
  };
}

async function knock(http: HttpClient, url: string, signal: AbortSignal): Promise<number> {
  try {
    const answer = await http.request({
      method: 'POST',
      url,
      body: '',
      purpose: 'webhook address',
      repeatable: false,
      expects: 'any',
      signal,
    });
    answer.discard();
    return answer.status;
  } catch (error) {
    const status = isAppError(error) ? error.details['status'] : undefined;
    if (typeof status === 'number') return status;
    throw error;
  }
}
