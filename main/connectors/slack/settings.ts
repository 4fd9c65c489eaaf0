import { AppError } from '../../../shared/errors/app-error.ts';
import type { Connection } from '../../../shared/model/connection.ts';

/** A connection's settings, checked and in one spelling. */
export interface Settings {
  /** `https://slack.com` without a slash at its end; `http` only on loopback. */
  readonly address: string;
  /** Empty where tokens do not rotate. */
  readonly clientId: string;
}

const DEFAULT_ADDRESS = 'https://slack.com';

/** The error of a setting that cannot be used. */
export function invalidSetting(field: string, reason: string): AppError {
  return new AppError('SLACK_SETTING_INVALID', 'config', { phase: 'connect', details: { field, reason } });
}

/** Reads the settings of a connection. Throws SLACK_SETTING_INVALID with the field and the reason. */
export function readSettings({ settings }: Pick<Connection, 'settings'>): Settings {
  return { address: readAddress((settings['host'] ?? '').trim()), clientId: (settings['clientId'] ?? '').trim() };
}

function readAddress(typed: string): string {
  if (typed === '') return DEFAULT_ADDRESS;
  let url: URL;
  try {
    url = new URL(/^[a-z]+:\/\//i.test(typed) ? typed : `https://${typed}`);
  } catch {
    throw invalidSetting('host', 'it is not an address');
  }
  const isLoopback = url.protocol === 'http:' && url.hostname === '127.0.0.1';
  if (url.protocol !== 'https:' && !isLoopback) throw invalidSetting('host', 'it must begin with https://');
  if (url.username !== '' || url.password !== '') throw invalidSetting('host', 'it holds a user name or a password');
  return url.origin;
}
