import { Agent, request } from 'node:http';
import { exactBody } from '../support/webhook-deliveries.ts';
import { division, loadSecret, loadToken } from './protocol.ts';

export interface LoadOptions {
  readonly port: number;
  readonly perSecond: number;
  readonly seconds: number;
  /** Number of the first event; each has its own key. */
  readonly from?: number;
  /** Called about four times a second. */
  readonly onTick?: (sent: number) => void;
}

export interface LoadResult {
  /** Keys of events that were answered 200. */
  readonly acknowledged: readonly string[];
  /** Answers that were not 200, by status; 0: there was none. */
  readonly refused: ReadonlyMap<number, number>;
  /** Milliseconds of each answer, in order of size. */
  readonly answersMs: readonly number[];
}

const path = `/hook/exact/exact/${loadToken}`;
const stepMs = 10;

/** Sends events at an even pace, whatever the answers, as many senders would. Resolves when all are answered. */
export async function sendLoad(options: LoadOptions): Promise<LoadResult> {
  const { port, perSecond, seconds, from = 0, onTick } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: 100 });
  const acknowledged: string[] = [];
  const refused = new Map<number, number>();
  const answersMs: number[] = [];
  const total = Math.round(perSecond * seconds);
  const open: Promise<void>[] = [];
  const startedAt = performance.now();
  const sendOne = async (number: number): Promise<void> => {
    const key = keyOf(from + number);
    const body = exactBody(loadSecret, { key, division: Number(division) });
    const sentAt = performance.now();
    const status = await post(agent, port, body);
    answersMs.push(performance.now() - sentAt);
    if (status === 200) acknowledged.push(key);
    else refused.set(status, (refused.get(status) ?? 0) + 1);
  };
  for (let sent = 0, steps = 0; sent < total; steps += 1) {
    const due = Math.min(total, Math.floor(((performance.now() - startedAt) / 1000) * perSecond) + 1);
    for (; sent < due; sent += 1) open.push(sendOne(sent));
    if (steps % 25 === 0) onTick?.(sent);
    await new Promise((resolve) => setTimeout(resolve, stepMs));
  }
  await Promise.all(open);
  agent.destroy();
  return { acknowledged, refused, answersMs: answersMs.sort((a, b) => a - b) };
}

/** The guid of an event's record. */
export function keyOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** The status of the answer; 0 if there was none. */
function post(agent: Agent, port: number, body: string): Promise<number> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const outgoing = request({ host: '127.0.0.1', port, path, method: 'POST', agent, headers }, (answer) => {
      answer.resume();
      answer.once('end', () => {
        resolve(answer.statusCode ?? 0);
      });
      answer.once('error', () => {
        resolve(0);
      });
    });
    outgoing.once('error', () => {
      resolve(0);
    });
    outgoing.end(body);
  });
}
