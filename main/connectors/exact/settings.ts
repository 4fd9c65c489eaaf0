import { AppError } from '../../../shared/errors/app-error.ts';
import type { Connection } from '../../../shared/model/connection.ts';
import { siteAddress } from './site.ts';

/** A connection's settings, checked and in one spelling. */
export interface Settings {
  /** `https://start.exactonline.nl` without a slash at its end; `http` only on loopback. */
  readonly address: string;
  readonly clientId: string;
  /** Exactly as it was registered; compared character by character by Exact. */
  readonly redirectUri: string;
  /** The chosen companies, each once, in the order in which they were chosen; empty until somebody has chosen. */
  readonly divisions: readonly number[];
  readonly overlapMs: number;
  /** Both only until Exact says itself what it permits. */
  readonly callsPerMinute: number;
  readonly callsPerDay: number;
}

/** EXACT_SETTING_INVALID for a field, with the reason in words. */
export function invalidSetting(field: string, reason: string): AppError {
  return new AppError('EXACT_SETTING_INVALID', 'config', { phase: 'connect', details: { field, reason } });
}

/** Reads the settings of a connection. Throws EXACT_SETTING_INVALID with the field and the reason. */
export function readSettings(connection: Connection): Settings {
  const get = (name: string): string => (connection.settings[name] ?? '').trim();
  const clientId = get('clientId').replace(/^\{(.*)\}$/, '$1');
  if (clientId === '') throw invalidSetting('clientId', 'it is empty');
  return {
    address: siteAddress(get('host')),
    clientId,
    redirectUri: redirectUri(get('redirectUri')),
    divisions: divisionList(get('divisions')),
    overlapMs: wholeNumber('overlapMinutes', get('overlapMinutes'), { fallback: 5, min: 0, max: 1440 }) * 60_000,
    callsPerMinute: wholeNumber('callsPerMinute', get('callsPerMinute'), { fallback: 55, min: 1, max: 10_000 }),
    callsPerDay: wholeNumber('callsPerDay', get('callsPerDay'), { fallback: 5000, min: 20, max: 1_000_000 }),
  };
}

/** The chosen companies. Throws EXACT_SETTING_INVALID where none is chosen. */
export function chosenDivisions(settings: Settings): readonly number[] {
  if (settings.divisions.length === 0) throw invalidSetting('divisions', 'no company is chosen');
  return settings.divisions;
}

/** What Exact compares with must stay as it is, so nothing is normalised. */
function redirectUri(text: string): string {
  if (text === '') throw invalidSetting('redirectUri', 'it is empty');
  if (!URL.canParse(text)) throw invalidSetting('redirectUri', 'it is not an address');
  const url = new URL(text);
  const isLoopback = url.protocol === 'http:' && url.hostname === '127.0.0.1';
  if (url.protocol !== 'https:' && !isLoopback) throw invalidSetting('redirectUri', 'it must begin with https://');
  if (url.hash !== '') throw invalidSetting('redirectUri', 'it must not contain “#”');
  return text;
}

function divisionList(text: string): number[] {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  const wrong = parts.find((part) => !/^\d{1,9}$/.test(part));
  if (wrong !== undefined)
    throw invalidSetting('divisions', 'it must be the numbers of companies, with commas between');
  return [...new Set(parts.map(Number))];
}

function wholeNumber(field: string, text: string, range: { fallback: number; min: number; max: number }): number {
  if (text === '') return range.fallback;
  const value = /^\d{1,7}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= range.min && value <= range.max) return value;
  throw invalidSetting(field, `it must be a whole number from ${String(range.min)} to ${String(range.max)}`);
}
