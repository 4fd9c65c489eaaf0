import { describe, expect, it } from 'vitest';
import { findPeople, mostPeople, type Person } from '../../../shared/messages/people.ts';

const person = (id: string, name: string, rest: Partial<Person> = {}): Person => ({
  id,
  name,
  title: '',
  standing: 'member',
  ...rest,
});
const all = [
  person('U01', 'Zoë Ävila', { title: 'Controller' }),
  person('U02', 'Old Controller', { standing: 'deactivated' }),
  person('U03', 'Ann Control'),
  person('U04', 'Uncontrolled Bo'),
];
const names = (text: string): string[] => findPeople(all, { text, ids: [] }).people.map(({ name }) => name);

describe('finding people', () => {
  it('goes by every word of name and title, accents or not, the likeliest first and who left last', () => {
    expect(names('control')).toEqual(['Ann Control', 'Uncontrolled Bo', 'Zoë Ävila', 'Old Controller']);
    expect(names('zoe avi')).toEqual(['Zoë Ävila']);
    expect(names('  @ann ')).toEqual(['Ann Control']);
    expect(names('nobody')).toEqual([]);
    expect(names('')).toHaveLength(4);
  });

  it('knows a member ID, whole', () => {
    expect(names('u03')).toEqual(['Ann Control']);
    expect(names('U0')).toEqual([]);
  });

  it('names those asked for by id, whatever was typed, and counts what it does not show', () => {
    const many = Array.from({ length: mostPeople + 5 }, (_, n) => person(`U1${String(n)}`, `Person ${String(n)}`));
    const found = findPeople([...all, ...many], { text: 'person', ids: ['U02', 'U99'] });
    expect(found.people).toHaveLength(mostPeople);
    expect(found.more).toBe(5);
    expect(found.named.map(({ id }) => id)).toEqual(['U02']);
  });
});
