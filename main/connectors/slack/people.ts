import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Person } from '../../../shared/messages/people.ts';
import type { Identity, SlackClient } from './client.ts';

const flag = z.boolean().catch(false);
const text = z.string().catch('');
const userSchema = z.object({
  id: z.string(),
  name: text,
  real_name: text,
  team_id: text,
  deleted: flag,
  is_bot: flag,
  is_workflow_bot: flag,
  is_restricted: flag,
  is_ultra_restricted: flag,
  is_stranger: flag,
  enterprise_user: z.object({ enterprise_id: text }).catch({ enterprise_id: '' }),
  profile: z.object({ real_name: text, display_name: text, title: text }).catch({
    real_name: '',
    display_name: '',
    title: '',
  }),
});
type User = z.infer<typeof userSchema>;
const listSchema = z.object({
  members: z.array(userSchema),
  response_metadata: z.object({ next_cursor: z.string().catch('') }).catch({ next_cursor: '' }),
});

/** What Slack recommends (docs.slack.dev, users.list): larger pages may be refused in a large workspace. */
const PAGE = 200;
/** More people than any workspace has; a cursor that never ends must end somewhere. */
const MOST_PAGES = 2_000;
/** How long the list is good: people come and go rarely, and reading it takes one of twenty calls a minute for each 200 of them. */
const GOOD_FOR_MS = 15 * 60_000;
/** Slack's own bot is listed as if it were a person. */
const SLACKBOT = 'USLACKBOT';

/**
 * The people of the workspace by name, without bots, from `users.list` (scope `users:read`). What was read is kept for a quarter of an
 * hour for all messengers of the connection; `again` reads anew. Throws SlackRefusal, SLACK_ANSWER_UNREADABLE, HTTP_*.
 */
export async function listPeople(
  client: SlackClient,
  { again, signal }: { readonly again: boolean; readonly signal: AbortSignal },
): Promise<readonly Person[]> {
  const { state } = client;
  const known = state.people;
  if (!again && known !== null && state.now() - known.readAt < GOOD_FOR_MS) return known.people;
  const identity = await client.identity(signal);
  const byId = new Map<string, Person>();
  for await (const page of userPages(client, signal)) {
    for (const user of page) if (isPerson(user)) byId.set(user.id, personOf(user, identity));
  }
  const people = [...byId.values()].sort((a, b) => a.name.localeCompare(b.name, 'en'));
  state.people = { people, readAt: state.now() };
  return people;
}

/** Only an empty cursor ends the list, as for channels (reference page §3). */
async function* userPages(client: SlackClient, signal: AbortSignal): AsyncGenerator<readonly User[]> {
  let cursor = '';
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const answer = await client.ask('users.list', { limit: PAGE, ...(cursor === '' ? {} : { cursor }) }, signal);
    const parsed = listSchema.safeParse(answer);
    if (!parsed.success) throw unreadable();
    yield parsed.data.members;
    const next = parsed.data.response_metadata.next_cursor;
    if (next === '') return;
    if (next === cursor) throw unreadable();
    cursor = next;
  }
  throw unreadable();
}

function isPerson({ id, is_bot: isBot, is_workflow_bot: isWorkflow }: User): boolean {
  return !isBot && !isWorkflow && id !== SLACKBOT;
}

function personOf(user: User, identity: Identity): Person {
  const names = [user.profile.real_name, user.real_name, user.profile.display_name, user.name];
  return {
    id: user.id,
    name: names.map((one) => one.trim()).find((one) => one !== '') ?? user.id,
    title: user.profile.title.trim(),
    standing: standingOf(user, identity),
  };
}

function standingOf(user: User, { teamId, enterpriseId }: Identity): Person['standing'] {
  if (user.deleted) return 'deactivated';
  // People of another workspace of the same company are colleagues.
  const isColleague = enterpriseId !== null && user.enterprise_user.enterprise_id === enterpriseId;
  const isElsewhere = user.team_id !== '' && teamId !== '' && user.team_id !== teamId;
  if (user.is_stranger || (isElsewhere && !isColleague)) return 'external';
  return user.is_restricted || user.is_ultra_restricted ? 'guest' : 'member';
}

function unreadable(): AppError {
  return new AppError('SLACK_ANSWER_UNREADABLE', 'transient', { details: { reason: 'it is not a list of people' } });
}
