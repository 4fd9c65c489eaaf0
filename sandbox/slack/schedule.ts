import { randomBytes } from 'node:crypto';
import { SlackError } from './slack-error.ts';
import type { Channel, Content, Message, Treatment, Workspace } from './workspace.ts';

export interface Scheduled {
  readonly id: string;
  readonly channel: Channel;
  /** Unix seconds. */
  readonly postAt: number;
  readonly createdAt: number;
  readonly content: Content;
  readonly threadTs: string | undefined;
  readonly treatment: Treatment;
}

/** One that was due and did not appear. */
export interface NeverPosted extends Scheduled {
  readonly reason: 'metadata' | 'channel';
}

const FARTHEST_SECONDS = 120 * 86_400;
const WINDOW_SECONDS = 300;
const MOST_IN_WINDOW = 30;
/** Documented: what is posted within a minute cannot be deleted any more. */
const DELETE_MARGIN_SECONDS = 60;

/** Messages that Slack will post by itself. Nothing waits: whoever looks first asks for what is due. */
export class Schedule {
  readonly #workspace: Workspace;
  #pending: readonly Scheduled[] = [];
  readonly neverPosted: NeverPosted[] = [];

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** What waits, the next first. */
  get pending(): readonly Scheduled[] {
    return this.#pending;
  }

  /** Everything as it was in another life of the workspace. */
  restore(pending: readonly Scheduled[], neverPosted: readonly NeverPosted[]): void {
    this.#pending = pending;
    this.neverPosted.splice(0, this.neverPosted.length, ...neverPosted);
  }

  /** Throws `time_in_past`, `time_too_far`, `restricted_too_many` (31 in one channel within five minutes). */
  add(wanted: Omit<Scheduled, 'id' | 'createdAt'>, nowMs: number): Scheduled {
    const now = Math.floor(nowMs / 1000);
    const { postAt, channel } = wanted;
    if (postAt <= now) throw new SlackError('time_in_past');
    if (postAt > now + FARTHEST_SECONDS) throw new SlackError('time_too_far');
    const times = [...this.#pending.filter((one) => one.channel === channel).map((one) => one.postAt), postAt];
    const fullest = Math.max(
      ...times.map((start) => times.filter((time) => time >= start && time < start + WINDOW_SECONDS).length),
    );
    if (fullest > MOST_IN_WINDOW) throw new SlackError('restricted_too_many');
    const id = `Q${randomBytes(5).toString('hex').toUpperCase()}`;
    const scheduled: Scheduled = { ...wanted, id, createdAt: now };
    this.#pending = [...this.#pending, scheduled].sort((a, b) => a.postAt - b.postAt);
    return scheduled;
  }

  /** Throws `invalid_scheduled_message_id` for one that is unknown, posted, or about to be. */
  remove(channel: Channel, id: string, nowMs: number): void {
    const found = this.#pending.find((one) => one.id === id && one.channel === channel);
    if (found === undefined || found.postAt - nowMs / 1000 <= DELETE_MARGIN_SECONDS) {
      throw new SlackError('invalid_scheduled_message_id');
    }
    this.#pending = this.#pending.filter((one) => one !== found);
  }

  /** Posts what is due. A message with metadata was accepted and never appears; nor does one for a channel that has closed. */
  postDue(nowMs: number): readonly Message[] {
    const due = this.#pending.filter((one) => one.postAt * 1000 <= nowMs);
    this.#pending = this.#pending.filter((one) => !due.includes(one));
    const { botUserId, botId } = this.#workspace.identity;
    return due.flatMap((one) => {
      const { channel, content, threadTs, treatment } = one;
      const reason = content.metadata !== undefined ? 'metadata' : channel.isArchived ? 'channel' : null;
      if (reason !== null) {
        this.neverPosted.push({ ...one, reason });
        return [];
      }
      const draft = { userId: botUserId, botId, content, threadTs, treatment };
      return [this.#workspace.add(channel, draft, one.postAt * 1000)];
    });
  }
}
