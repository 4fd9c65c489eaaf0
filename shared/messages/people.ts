import { z } from 'zod';

/**
 * What a person is in the workspace. `guest`: of ours, but let into some channels only. `external`: of another company, seen through
 * a shared channel. `deactivated`: can click nothing any more.
 */
export const standingSchema = z.enum(['member', 'guest', 'external', 'deactivated']);

/** One person of the workspace that messages go to, as the list of its people shows them. Never an address or a phone number. */
export const personSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** What they do, as they wrote it; empty if they wrote nothing. */
  title: z.string(),
  standing: standingSchema,
});
export type Person = z.infer<typeof personSchema>;

/** Most people of one answer. */
export const mostPeople = 60;

/** Who is wanted of the workspace: those whose name, title or id fits the text, and those with these ids. */
export const peopleQuerySchema = z
  .object({
    connectionId: z.string(),
    text: z.string().max(200),
    ids: z.array(z.string().max(40)).max(50),
    /** Asks Slack anew instead of going by what was read a moment ago. */
    again: z.boolean(),
  })
  .strict();

export const peopleFoundSchema = z.object({
  /** Those that fit the text, the likeliest first. */
  people: z.array(personSchema).max(mostPeople),
  /** How many more fit. */
  more: z.number().int(),
  /** Those of the ids that are there. */
  named: z.array(personSchema),
});
export type PeopleFound = z.infer<typeof peopleFoundSchema>;

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** 0 where a word of the name begins so, 1 where it stands elsewhere, null where it does not. */
function fit({ id, name, title }: Person, wanted: readonly string[]): number | null {
  const words = folded(name);
  const all = `${words} ${folded(title)}`;
  if (wanted.length === 1 && wanted[0] === id.toLowerCase()) return 0;
  if (!wanted.every((one) => all.includes(one))) return null;
  return wanted.every((one) => ` ${words}`.includes(` ${one}`)) ? 0 : 1;
}

/**
 * Who of these fits: every word that was typed is in the name or the title, however it is accented, or it is the id. Those whose name
 * begins so come first, deactivated ones last.
 */
export function findPeople(
  all: readonly Person[],
  { text, ids }: { readonly text: string; readonly ids: readonly string[] },
): PeopleFound {
  const wanted = folded(text)
    .split(/\s+/)
    .filter((one) => one !== '' && one !== '@')
    .map((one) => one.replace(/^@/, ''));
  const rank = (person: Person, score: number): number => score + (person.standing === 'deactivated' ? 2 : 0);
  const found = all
    .flatMap((person) => {
      const score = fit(person, wanted);
      return score === null ? [] : [{ person, rank: rank(person, score) }];
    })
    .sort((a, b) => a.rank - b.rank || a.person.name.localeCompare(b.person.name, 'en'))
    .map(({ person }) => person);
  return {
    people: found.slice(0, mostPeople),
    more: Math.max(0, found.length - mostPeople),
    named: all.filter(({ id }) => ids.includes(id)),
  };
}
