import { startPracticeSlack, type PracticeSlack, type PracticeSlackOptions } from '../../../sandbox/slack/index.ts';
import { createVirtualClock, type VirtualClock } from '../../support/virtual-clock.ts';

export const AP = 'C0PRACT01';
export const PAYMENTS = 'C0PRACT02';
export const GL_CLOSE = 'C0PRACT03';
export const DIRECTORS = 'C0PRACT06';
export const TREASURY = 'C0PRACT07';
export const ARCHIVED = 'C0PRACT08';
export const READ_ONLY = 'C0PRACT09';
export const EXT_SHARED = 'C0PRACT10';
export const NOT_IN = 'C0PRACT11';
export const THREAD_ONLY = 'C0PRACT12';
export const NO_THREADS = 'C0PRACT13';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // Bodies differ by method; tests look at single fields.
  readonly body: Record<string, any>; // oxlint-disable-line typescript/no-explicit-any
  readonly error: string | undefined;
}

export interface CallOptions {
  readonly token?: string | null;
  readonly encoding?: 'form' | 'json';
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
}

function formOf(args: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(args).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return new URLSearchParams(pairs).toString();
}

/** One call, as Slack's own client sends it unless told otherwise: a form with JSON inside. */
export async function call(
  slack: PracticeSlack,
  method: string,
  args: Readonly<Record<string, unknown>> = {},
  options: CallOptions = {},
): Promise<Answer> {
  const { token = slack.credentialsUsed.botToken, encoding = 'form' } = options;
  const type = encoding === 'form' ? 'application/x-www-form-urlencoded' : 'application/json; charset=utf-8';
  const response = await fetch(`${slack.address}/api/${method}`, {
    method: 'POST',
    headers: {
      'content-type': type,
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...options.headers,
    },
    body: encoding === 'form' ? formOf(args) : JSON.stringify(args),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  const body = isJson ? (JSON.parse(text) as Answer['body']) : { text };
  return { status: response.status, headers: response.headers, body, error: body['error'] as string | undefined };
}

/** Posts a message and gives its `ts`; fails the test if it is refused. */
export async function post(slack: PracticeSlack, args: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const answer = await call(slack, 'chat.postMessage', { channel: AP, text: 'posted', ...args });
  if (answer.body['ok'] !== true) throw new Error(`refused: ${JSON.stringify(answer.body)}`);
  return String(answer.body['ts']);
}

export interface Fresh {
  readonly slack: PracticeSlack;
  readonly clock: VirtualClock;
}

/** A practice Slack with a clock that stands still, and with room for bursts so that only tests of limits meet them. */
export async function startFresh(options: Partial<PracticeSlackOptions> = {}): Promise<Fresh> {
  const clock = createVirtualClock();
  const limits = { channelBurst: 10_000, workspacePerMinute: 10_000, tiers: [999, 999, 999, 999] as const };
  const slack = await startPracticeSlack({ clock, limits, ...options });
  return { slack, clock };
}

export function metadata(deliveryId: string): Readonly<Record<string, unknown>> {
  return { event_type: 'ml_connector_delivery', event_payload: { delivery_id: deliveryId, attempt: 1 } };
}
