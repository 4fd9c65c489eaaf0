import { expect, test } from 'vitest';
import { runSoak } from './run-soak.ts';

test('hours of schedules, changes and faults leave nothing undone, and retention gives the room of old details back', async () => {
  const report = await runSoak(3, 'npm test');
  expect(report.violations).toEqual([]);
  expect(report.runs).toBe(72);
  expect(report.faults).toBeGreaterThan(3);
  expect(report.file.second).toBeLessThan(report.file.first * 1.6);
  expect(report.details.second).toBeLessThan(report.details.first * 1.1);
}, 60_000);
