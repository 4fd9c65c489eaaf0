import { redactValue } from '../../../shared/redaction/redact.ts';
import type { Account } from './host.ts';

export interface RedactorOptions {
  /** Values of stored secrets. */
  readonly secrets: readonly string[];
  readonly account: Account;
}

/** Takes secrets, and the names of the account and the computer, out of a value that is to leave this computer. */
export type Redactor = <T>(value: T) => T;

const shortestName = 2;

/**
 * The last of two nets. What goes into a bundle is chosen field by field; this takes out what could still have come along in one of
 * them: stored secrets in every form in which they travel, whatever looks like a token, the account's name, its home folder, and the
 * computer's name.
 */
export function createRedactor({ secrets, account }: RedactorOptions): Redactor {
  const names: readonly (readonly [RegExp, string])[] = [
    ...(account.home.length > shortestName ? [[literal(account.home), '~'] as const] : []),
    [/(\/(?:home|Users)\/|\\Users\\)[^/\\\s"']+/gi, '$1[user]'],
    ...[account.user].filter((name) => name.length >= shortestName).map((name) => [word(name), '[user]'] as const),
    ...computerNames(account.computer).map((name) => [word(name), '[computer]'] as const),
  ];
  const withoutNames = (text: string): string =>
    names.reduce((result, [pattern, instead]) => result.replace(pattern, instead), text);
  return <T>(value: T): T => mapTexts(redactValue(value, secrets), withoutNames) as T;
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => mapTexts(one, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, mapTexts(one, change)]));
}

/** A name with its domain, and without. */
function computerNames(name: string): string[] {
  const short = name.split('.')[0] ?? '';
  return [...new Set([name, short])].filter((one) => one.length > shortestName && one !== 'localhost');
}

function literal(text: string): RegExp {
  return new RegExp(escaped(text), 'gi');
}

/** Not inside a longer word, so that a short name leaves other words whole. */
function word(text: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}_])${escaped(text)}(?![\\p{L}\\p{N}_])`, 'giu');
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
