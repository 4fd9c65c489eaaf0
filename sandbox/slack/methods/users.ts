import type { Call, Json } from '../call.ts';
import { describeBotUser, describePerson, describeSlackbot } from '../describe-users.ts';
import { limitOf, pageOf } from '../paging.ts';

/** `users.list`: everybody, those who left and bots among them; the mark of each says what it is. Addresses need another scope. */
export function listUsers(call: Call): Json {
  call.need('users:read');
  const { people, identity } = call.practice.workspace;
  const everybody = [
    describeSlackbot(identity),
    describeBotUser(identity),
    ...people.map((person) => describePerson(person, identity)),
  ];
  const { page, next } = pageOf(everybody, call.args, limitOf(call.args, 200, 1000));
  return { members: page, cache_ts: Math.floor(call.now / 1000), response_metadata: { next_cursor: next } };
}
