import { isAppError, type AppError } from '../../../shared/errors/app-error.ts';
import type { ConnectorContext } from '../../ports/connector.ts';
import type { Messenger } from '../../ports/messenger.ts';
import { listChannels, showChannel } from './channels.ts';
import { checkConnection } from './check.ts';
import { SlackClient } from './client.ts';
import { findMessage } from './find.ts';
import { postedMessages } from './posted.ts';
import { listPeople } from './people.ts';
import { requestError, SlackRefusal } from './refusals.ts';
import { listScheduled, scheduleMessage, unscheduleMessage } from './scheduled.ts';
import { sendOnce } from './send.ts';
import { readSettings, type Settings } from './settings.ts';

export interface SlackMessengerOptions {
  /** Milliseconds until an answer begins, and without a byte of it; default 30 s. */
  readonly answerTimeoutMs?: number;
}

const ANSWER_TIMEOUT_MS = 30_000;

/**
 * Slack as a place for messages. Settings are read at the first call, so that a connection with a mistake can still be opened, and
 * a check can say what is wrong. Messengers of one connection share limits and tokens. Throws SLACK_*, HTTP_* and VAULT_SECRET_MISSING
 * as the port says.
 */
export function createSlackMessenger(context: ConnectorContext, options: SlackMessengerOptions = {}): Messenger {
  let opened: { settings: Settings; client: SlackClient } | undefined;
  const open = (): { settings: Settings; client: SlackClient } => {
    if (opened === undefined) {
      const settings = readSettings(context.connection);
      const answerTimeoutMs = options.answerTimeoutMs ?? ANSWER_TIMEOUT_MS;
      opened = { settings, client: new SlackClient(context, settings, { answerTimeoutMs }) };
    }
    return opened;
  };
  /** What Slack refused becomes an error that people can read; `channel` is what it was about. */
  const asked = async <T>(work: (client: SlackClient) => Promise<T>, channel?: string): Promise<T> => {
    try {
      return await work(open().client);
    } catch (error) {
      throw error instanceof SlackRefusal ? requestError(error, channel) : error;
    }
  };
  return {
    check: (signal) => checkConnection({ context, open, signal }),
    send: async (message, sendContext) => {
      const opening = orSettingError(open);
      if (isAppError(opening)) return { kind: 'refused', scope: 'connection', error: opening };
      return sendOnce(opening.client, message, sendContext);
    },
    find: async (request, signal) => {
      const opening = orSettingError(open);
      if (isAppError(opening)) return { kind: 'cannot-tell', error: opening };
      return findMessage(opening.client, request, signal);
    },
    posted: (request, signal) => asked((client) => postedMessages(client, request, signal), request.channel),
    channels: (signal) => asked((client) => listChannels(client, signal)),
    channel: (id, signal) => asked((client) => showChannel(client, id, signal), id),
    people: (options) => asked((client) => listPeople(client, options)),
    join: (id, signal) =>
      asked(async (client) => {
        await client.ask('conversations.join', { channel: id }, signal);
      }, id),
    schedule: (message, signal) => asked((client) => scheduleMessage(client, message, signal), message.channel),
    unschedule: (message, signal) => asked((client) => unscheduleMessage(client, message, signal), message.channel),
    scheduled: (channel, signal) => asked((client) => listScheduled(client, channel, signal), channel),
    close: () => Promise.resolve(),
  };
}

function orSettingError<T>(open: () => T): T | AppError {
  try {
    return open();
  } catch (error) {
    if (isAppError(error)) return error;
    throw error;
  }
}
