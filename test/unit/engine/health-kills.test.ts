import { describe, expect, test } from 'vitest';
import { createHealthHarness, type HealthHarness } from '../../support/health-harness.ts';
import { createSeededRandom } from '../../support/virtual-clock.ts';

const fifty = Array.from({ length: 50 }, (_, n) => n);
const deadMan = /^No data from Workday since/;
const told = [/polling is \d+ min behind/, /polling is still/, /polling has recovered/];

const count = (h: HealthHarness, pattern: RegExp) => h.channel().filter((line) => pattern.test(line)).length;
const counts = (h: HealthHarness) => told.map((pattern) => count(h, pattern));

describe('killed between any two steps', () => {
  test.each([
    ['without a dead-man’s message', false],
    ['with one', true],
  ])('everything is said exactly once, fifty times out of fifty, %s', async (_name, withDeadMan) => {
    let kills = 0;
    for (const n of fifty) {
      const random = createSeededRandom(`kill ${String(n)}`);
      const h = createHealthHarness({ health: { deadMan: withDeadMan }, seed: String(n) });
      h.run();
      let hadOne = false;
      const live = async (minutes: number, readEvery?: number): Promise<void> => {
        for (let minute = 1; minute <= minutes; minute += 2) {
          await h.clock.advance(120_000);
          if (readEvery !== undefined && minute % readEvery === 1) h.run();
          const moment = 1 + Math.floor(random.next() * 6);
          if (await h.killedStep(moment, random.next() < 0.5)) kills += 1;
          const incident = h.store.health.get('flow')?.incident ?? null;
          const isLeft = h.messenger.left.length > 0;
          // Once there, one too many may be there but never none, until it is told in another way.
          if (hadOne && incident === null && count(h, deadMan) === 0) expect([n, isLeft]).toEqual([n, true]);
          hadOne = incident === null && (hadOne || isLeft);
        }
      };
      await live(30, 14);
      await live(100);
      // A start is waited for: what has not been said by now is said in peace.
      await h.pass(10);
      h.run();
      await live(30, 14);
      h.run();
      await h.pass(15, 5);
      expect([n, ...counts(h)]).toEqual([n, 1, 1, 1]);
      expect(new Set(h.messenger.deliveries()).size).toBe(h.messenger.deliveries().length);
      expect(count(h, deadMan)).toBeLessThanOrEqual(withDeadMan ? 1 : 0);
      expect([h.messenger.left.length, h.store.health.alarms('flow').length]).toEqual(withDeadMan ? [1, 1] : [0, 0]);
    }
    expect(kills).toBeGreaterThan(50);
  });
});
