import { createReadStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { logEvents } from '../../log/events.ts';

/** The log that is written to, and those before it. */
const logNames = ['ml-connector.log', ...[1, 2, 3, 4].map((age) => `ml-connector.log.${String(age)}`)];
/** Of all files together, as they are on the disk. */
const mostBytes = 2_000_000;

/** A log file as it goes into the bundle. */
export interface BundledLog {
  readonly name: string;
  readonly facts: readonly Line[];
}

type Line = Readonly<Record<string, unknown>>;
type Keep = (value: unknown) => unknown;

const id: Keep = (value) =>
  typeof value === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^[a-z][a-z0-9_-]{0,40}$/.test(value)
    ? value
    : undefined;
const code: Keep = (value) => (typeof value === 'string' && /^[A-Z][A-Z0-9_]{2,63}$/.test(value) ? value : undefined);
const words: Keep = (value) => (typeof value === 'string' && /^[a-z][a-z-]{0,30}$/.test(value) ? value : undefined);
const errorName: Keep = (value) =>
  typeof value === 'string' && /^[A-Z][A-Za-z]{0,30}Error$/.test(value) ? value : undefined;
const count: Keep = (value) => (typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined);
const moment: Keep = (value) =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T[\d:.]{8,12}Z$/.test(value) ? value : undefined;
const event: Keep = (value) => logEvents.find((one) => one === value);
/** Places in the app's own code: the path up to it is cut off. */
const frame = (value: unknown): string | undefined => {
  const found =
    typeof value === 'string'
      ? /([\w.<>]+ )?\(?(?:[^()\s]*[/\\])?((?:main|shared|dist)[/\\][\w./\\-]+:\d+:\d+)\)?$/.exec(value)
      : null;
  return found === null ? undefined : `${found[1] ?? ''}${(found[2] ?? '').replaceAll('\\', '/')}`;
};

/** What of a line is known to be no more than an id, a count, a code or a moment. Everything else stays here. */
const fields: Readonly<Record<string, Keep>> = {
  level: words,
  at: moment,
  event,
  runId: id,
  flowId: id,
  connectionId: id,
  stream: id,
  state: words,
  store: words,
  trigger: words,
  what: words,
  kind: words,
  error: code,
  method: (value) =>
    typeof value === 'string' && /^(?:[A-Z]{3,7}|[a-z-]+(?:\.[A-Za-z0-9-]+)*)$/.test(value) ? value : undefined,
  attempt: count,
  status: count,
  ms: count,
  bytesSent: count,
  bytesReceived: count,
  batches: count,
  versions: count,
  rejected: count,
  requests: count,
  messages: count,
  logFiles: count,
  bytes: count,
};

/**
 * The log files of a folder, the newest first, line by line as they may leave this computer; older lines are left out beyond 2 MB. A line
 * that is no event of the app is counted and left out. Reads in pieces, so that the thread goes on with its other work.
 */
export async function logsForBundle(folder: string, signal: AbortSignal): Promise<BundledLog[]> {
  const logs: BundledLog[] = [];
  let left = mostBytes;
  for (const [age, name] of logNames.entries()) {
    const file = join(folder, name);
    const bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    if (bytes === 0) continue;
    if (left <= 0) break;
    // From near the end of a long file: the newest lines say most.
    const facts = await factsOf(file, Math.max(0, bytes - left), signal);
    left -= bytes;
    logs.push({ name: `log-${String(age + 1)}.ndjson`, facts });
  }
  return logs;
}

async function factsOf(file: string, start: number, signal: AbortSignal): Promise<Line[]> {
  const kept: Line[] = [];
  let leftOut = 0;
  const reader = createInterface({ input: createReadStream(file, { start, encoding: 'utf8', signal }) });
  let isFirst = start > 0;
  for await (const line of reader) {
    // The first one is cut where the reading began in the middle.
    const safe = isFirst ? null : safeLine(line);
    if (safe !== null) kept.push(safe);
    else if (!isFirst && line !== '') leftOut += 1;
    isFirst = false;
  }
  return leftOut === 0 ? kept : [...kept, { linesLeftOut: leftOut }];
}

/** A line of the log as it may leave this computer; null for one that is no event of the app. */
export function safeLine(line: string): Line | null {
  const parsed = parse(line);
  if (parsed === null) return null;
  const safe = pick(parsed, fields);
  if (safe['event'] === undefined) return null;
  const cause = objectOf(parsed['cause']);
  return cause === null ? safe : { ...safe, cause: safeCause(cause) };
}

function safeCause(cause: Line): Line {
  const frames = Array.isArray(cause['frames']) ? cause['frames'].map(frame).filter((one) => one !== undefined) : [];
  const details = objectOf(cause['details']);
  return {
    ...pick(cause, { code, kind: words, name: errorName }),
    ...(details === null ? {} : { details: pick(details, { status: count, attempts: count, seconds: count }) }),
    ...(frames.length === 0 ? {} : { frames }),
  };
}

function pick(from: Line, wanted: Readonly<Record<string, Keep>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(wanted).flatMap(([name, keep]) => {
      const value = keep(from[name]);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function parse(line: string): Line | null {
  try {
    return objectOf(JSON.parse(line));
  } catch {
    return null;
  }
}

function objectOf(value: unknown): Line | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Line) : null;
}
