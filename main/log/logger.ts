import pino, { type DestinationStream } from 'pino';
import { isAppError } from '../../shared/errors/app-error.ts';
import { redactValue } from '../../shared/redaction/redact.ts';
import type { RequestLogEntry } from '../http/request-log.ts';
import type { Clock } from '../ports/time.ts';
import { nowUtc } from '../ports/time.ts';
import type { LogEvent } from './events.ts';

/** Ids and counts that say what an event is about. Never a record, a payload or a secret; longer texts are cut. */
export type LogFacts = Readonly<Record<string, string | number | boolean | null>>;

/** JSON lines with the time, the level, the event, the facts and, for failures, the error's code. */
export interface Logger {
  info(event: LogEvent, facts?: LogFacts): void;
  warn(event: LogEvent, facts?: LogFacts, error?: unknown): void;
  error(event: LogEvent, facts?: LogFacts, error?: unknown): void;
  /** The same log with these facts in every line (`runId`, `flowId`, `connectionId`). */
  with(facts: LogFacts): Logger;
}

export interface LoggerOptions {
  readonly clock: Clock;
  /** Where lines go: a file opened by the host, or memory in tests. */
  readonly destination: DestinationStream;
  readonly level?: 'info' | 'warn' | 'error' | 'silent';
}

const longestText = 300;

/** A logger over pino. Everything is redacted before pino sees it; an error is reduced to its code, kind and details. */
export function createLogger(options: LoggerOptions): Logger {
  const log = pino(
    {
      level: options.level ?? 'info',
      base: null,
      messageKey: 'event',
      timestamp: () => `,"at":"${nowUtc(options.clock)}"`,
      formatters: { level: (level) => ({ level }) },
    },
    options.destination,
  );
  return wrap(log, {});
}

/** Hands the entries of a request log to a logger; for `createRequestLog({ sink })`. */
export function logRequests(logger: Logger): (entry: RequestLogEntry) => void {
  return (entry) => {
    // The line has a time of its own.
    const facts = Object.fromEntries(Object.entries(entry).filter(([name]) => name !== 'atUtc')) as LogFacts;
    if (entry.error === null) logger.info('http.request', facts);
    else logger.warn('http.request', facts);
  };
}

function wrap(log: pino.Logger, always: LogFacts): Logger {
  const line = (facts: LogFacts | undefined, error?: unknown): Record<string, unknown> => ({
    ...tidy({ ...always, ...facts }),
    ...(error === undefined ? {} : { cause: describeError(error) }),
  });
  return {
    info(event, facts) {
      log.info(line(facts), event);
    },
    warn(event, facts, error) {
      log.warn(line(facts, error), event);
    },
    error(event, facts, error) {
      log.error(line(facts, error), event);
    },
    with: (facts) => wrap(log, { ...always, ...facts }),
  };
}

function tidy(facts: LogFacts): Record<string, unknown> {
  const safe = redactValue(facts) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(safe).map(([name, value]) => [
      name,
      typeof value === 'string' && value.length > longestText ? `${value.slice(0, longestText)}…` : value,
    ]),
  );
}

function describeError(error: unknown): Record<string, unknown> {
  if (isAppError(error)) return { code: error.code, kind: error.kind, details: tidy(error.details) };
  // The message of a foreign error may quote what it choked on, so only its kind and the places in our code are kept.
  const name = error instanceof Error ? error.name : typeof error;
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((frame) => /^\s+at /.test(frame)) : [];
  return { code: 'APP_INTERNAL', kind: 'internal', name, frames: frames.slice(0, 8).map((frame) => frame.trim()) };
}
