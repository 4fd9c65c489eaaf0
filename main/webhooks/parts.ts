import { AppError } from '../../shared/errors/app-error.ts';
import type { Connection } from '../../shared/model/connection.ts';
import type { RingingSystem, Subscriptions } from '../ports/ringing.ts';
import type { IntakeListener, IntakeSource } from './intake.ts';

/** What webhooks need of the rest of the app. */
export interface WebhookParts {
  /** Undefined for a system that does not ring. */
  ringingOf(connection: Connection): RingingSystem | undefined;
  openSubscriptions(connection: Connection): Subscriptions;
  /** Calls an address with an empty body, as the connection's system does; the status of the answer. */
  knock(connection: Connection, address: string, signal: AbortSignal): Promise<number>;
  /** Null if there is none, or while the vault is locked. */
  readSecret(connection: Connection, name: string): string | null;
  saveSecret(connection: Connection, name: string, value: string): void;
  /** Whether the connection's secrets can be read. */
  isOpenFor(connection: Connection): boolean;
  /** Null where there is no folder to keep what comes in. */
  readonly openIntake: ((listener: IntakeListener) => IntakeSource) | null;
}

/** Nothing rings. */
export const noWebhooks: WebhookParts = {
  ringingOf: () => undefined,
  openSubscriptions: ({ system }) => {
    throw new AppError('APP_NOT_FOUND', 'config', { details: { what: 'subscriptions', id: system } });
  },
  knock: () => Promise.resolve(0),
  readSecret: () => null,
  saveSecret: () => undefined,
  isOpenFor: () => false,
  openIntake: null,
};
