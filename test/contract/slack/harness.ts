import { createHttpClient } from '../../../main/http/client.ts';
import { createRequestLog, type RequestLog } from '../../../main/http/request-log.ts';
import { createUndiciTransport } from '../../../main/http/undici-transport.ts';
import { createSlackMessenger } from '../../../main/connectors/slack/messenger.ts';
import type { ConnectorContext } from '../../../main/ports/connector.ts';
import type { Messenger, OutgoingMessage, SendOutcome } from '../../../main/ports/messenger.ts';
import type { Clock } from '../../../main/ports/time.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { CheckStep } from '../../../shared/model/check.ts';
import { startPracticeSlack, type PracticeSlack, type PracticeSlackOptions } from '../../../sandbox/slack/index.ts';
import { createPacedClock } from '../../support/paced-clock.ts';
import { createSeededRandom } from '../../support/virtual-clock.ts';

export const AP = 'C0PRACT01';
export const PAYMENTS = 'C0PRACT02';
export const GL_CLOSE = 'C0PRACT03';
export const never = new AbortController().signal;

/** Long enough for an answer on a busy machine, short enough to wait for one that never comes. */
const ANSWER_TIMEOUT_MS = 700;

/** A clock that a test may move. */
export interface TestClock extends Clock {
  advance(ms: number): unknown;
}

export interface SlackHarness {
  readonly slack: PracticeSlack;
  readonly clock: TestClock;
  readonly log: RequestLog;
  /** May be changed; saved secrets land here. */
  readonly secrets: Record<string, string>;
  /** Secrets in the order in which they were saved. */
  readonly saved: string[];
  readonly context: ConnectorContext;
  readonly messenger: Messenger;
  /** Another messenger of the same connection, as another part of the app would open it. */
  again(changes?: Partial<ConnectorContext>, settings?: Record<string, string>): Messenger;
  close(): Promise<void>;
}

export interface HarnessOptions extends Partial<Omit<PracticeSlackOptions, 'clock'>> {
  /** Default: one that jumps over waits. */
  readonly clock?: TestClock;
  readonly settings?: Record<string, string>;
  readonly secrets?: Record<string, string>;
}

/** The practice Slack on a real socket, and the connector over the real HTTP layer; both live by one clock that jumps over waits. */
export async function startSlack(options: HarnessOptions = {}): Promise<SlackHarness> {
  const { settings, secrets: wanted, clock = createPacedClock(), ...practice } = options;
  const random = createSeededRandom();
  const slack = await startPracticeSlack({ clock, ...practice });
  const transport = createUndiciTransport({ clock, environment: {}, hasNetwork: () => true });
  const log = createRequestLog();
  const secrets: Record<string, string> = { ...slack.secrets, ...wanted };
  const saved: string[] = [];
  const context: ConnectorContext = {
    connection: {
      id: 'c-slack',
      name: 'Practice Slack',
      system: 'slack',
      practice: true,
      settings: { ...slack.settings, ...settings },
      secrets: [],
      lastCheck: null,
      createdAtUtc: '2026-11-21T00:00:00Z',
      updatedAtUtc: '2026-11-21T00:00:00Z',
    },
    http: createHttpClient({ transport, clock, random, log, connectionId: 'c-slack' }),
    clock,
    random,
    readSecret: (name) => {
      const value = secrets[name];
      const missing = new AppError('VAULT_SECRET_MISSING', 'config', { details: { name } });
      return value === undefined ? Promise.reject(missing) : Promise.resolve(value);
    },
    saveSecret: (name, value) => {
      secrets[name] = value;
      saved.push(name);
      return Promise.resolve();
    },
  };
  const again: SlackHarness['again'] = (changes = {}, changed = {}) => {
    const connection = { ...context.connection, settings: { ...context.connection.settings, ...changed } };
    return createSlackMessenger({ ...context, connection, ...changes }, { answerTimeoutMs: ANSWER_TIMEOUT_MS });
  };
  return {
    slack,
    clock,
    log,
    secrets,
    saved,
    context,
    messenger: again(),
    again,
    close: async () => {
      await slack.close();
      await transport.close();
    },
  };
}

let count = 0;

/** A message that nobody else sends. */
export function messageTo(channel: string, changes: Partial<OutgoingMessage> = {}): OutgoingMessage {
  count += 1;
  return {
    deliveryId: `00000000-0000-5000-8000-${String(count).padStart(12, '0')}`,
    route: 'rule-1',
    attempt: 1,
    channel,
    body: { text: `Invoice INV-${String(count)}`, blocks: [] },
    action: 'post',
    parentTs: null,
    ...changes,
  };
}

/** One try, with nothing to store. */
export function send(messenger: Messenger, message: OutgoingMessage): Promise<SendOutcome> {
  return messenger.send(message, { sending: () => Promise.resolve(), signal: never });
}

/** A try that must succeed; gives the message's `ts`. */
export async function sent(messenger: Messenger, message: OutgoingMessage): Promise<string> {
  const outcome = await send(messenger, message);
  if (outcome.kind !== 'sent') throw new Error(`it was not sent: ${JSON.stringify(outcome)}`);
  return outcome.receipt.ts;
}

/** How often the message stands in the practice Slack. */
export function copies(slack: PracticeSlack, { deliveryId }: OutgoingMessage): number {
  return slack.posted().countsByDelivery[deliveryId] ?? 0;
}

/** The last state of each step of a check, by its id. */
export async function checked(messenger: Messenger): Promise<Map<string, CheckStep>> {
  const steps = new Map<string, CheckStep>();
  for await (const step of messenger.check(never)) steps.set(step.id, step);
  return steps;
}
