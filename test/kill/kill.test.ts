import { describe, expect, test } from 'vitest';
import { defects } from './defects.ts';
import { flowsThatMeet, killPoints, killSides, placeOf } from './points.ts';
import { runKills } from './run-kills.ts';

const patienceMs = 900_000;

describe('the real app, killed at every named point and at random', () => {
  test(
    'loses nothing, doubles nothing, and goes on where it was',
    async () => {
      const { violations, kills, missed } = await runKills({ loops: 40, seed: 'npm test', settleEvery: 8 });
      expect(violations).toEqual([]);
      // A message may still wait to be looked for when the next one is to be struck, and a token may be good: those points are not always met.
      const always = killPoints.filter((point) => !point.startsWith('message') && point !== 'token save');
      const named = always.flatMap((point) =>
        flowsThatMeet(point).flatMap((flow) => killSides.map((side) => placeOf({ point, side, flow }))),
      );
      expect(named.filter((name) => !kills.has(name))).toEqual([]);
      expect(missed).toBeLessThan(20);
    },
    patienceMs,
  );
});

describe('a mistake in the app', () => {
  const [cursor] = defects;
  test.each([
    ['warehouse', /the cursor stands at .*, past order \d+, which is not staged/],
    ['exact', /the cursor of \d+ stands past [a-z_]+ .*, which is not staged/],
  ] as const)(
    'that moves the cursor before records are staged is found, of the flow %s',
    async (flow, found) => {
      if (cursor === undefined) throw new Error('there is no such mistake');
      const where = { loops: 2, points: ['stage'], flow } as const;
      const { violations } = await runKills({ seed: 'defect', defect: cursor, untilFound: true, ...where });
      expect(violations.join('\n')).toMatch(found);
    },
    patienceMs,
  );
});
