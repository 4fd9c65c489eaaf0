import { expect, test } from 'vitest';
import { renewalPoints } from './messages.ts';
import { runSignInKills } from './run.ts';

test('killed anywhere around a renewal of its tokens, the next process goes on, unless the answer never reached the disk', async () => {
  const { violations, points } = await runSignInKills({ loops: 30, seed: 'npm test' });
  expect(violations).toEqual([]);
  expect([...points.keys()]).toEqual([...renewalPoints]);
}, 300_000);
