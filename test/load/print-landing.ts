import { landingParts } from './landing-parts.ts';
import type { LandingReport } from './landing.ts';
import { shareOf } from './run-load.ts';

/** Prints what a measurement found; false if nothing landed, or events were left to a schedule. */
export function printLanding({ states, landed, answersMs, runs }: LandingReport): boolean {
  console.log(`Events: ${[...states].map(([state, count]) => `${String(count)} ${state}`).join(', ')}`);
  const streams = runs.reduce((sum, { run }) => sum + run.streams.length, 0);
  const each = (of: (run: LandingReport['runs'][number]) => number): string =>
    (runs.reduce((sum, one) => sum + of(one), 0) / runs.length).toFixed(1);
  console.log(`Runs: ${String(runs.length)}, of ${(streams / runs.length).toFixed(1)} streams each`);
  console.log(`Calls of Exact a run: ${each(({ calls }) => calls.length)} (${purposes(runs)})`);
  console.log(`Statements a run: ${each(({ statements }) => statements.length)}; a stream: ${perStream(runs)}`);
  console.log(`\nReceived → answered: median ${ms(shareOf(answersMs, 0.5))}, 95 % ${ms(shareOf(answersMs, 0.95))}`);
  const all = landed.reduce((sum, { toldMs }) => sum + toldMs, 0);
  console.log(`\n${'Part'.padEnd(40)}${'share'.padStart(7)}${'median'.padStart(10)}${'95 %'.padStart(10)}`);
  for (const part of landingParts) {
    const values = landed.map(({ parts }) => parts[part]);
    const share = values.reduce((sum, value) => sum + value, 0) / all;
    print(part, values, `${(share * 100).toFixed(0)} %`);
  }
  print(
    'received → landed',
    landed.map(({ landedMs }) => landedMs),
    '',
  );
  print(
    'received → told as landed',
    landed.map(({ toldMs }) => toldMs),
    '100 %',
  );
  return landed.length > 0 && !states.has('left');
}

function print(name: string, values: readonly number[], share: string): void {
  const sorted = values.toSorted((a, b) => a - b);
  const [median, most] = [ms(shareOf(sorted, 0.5)), ms(shareOf(sorted, 0.95))];
  console.log(`${name.padEnd(40)}${share.padStart(7)}${median.padStart(10)}${most.padStart(10)}`);
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`;
}

function purposes(runs: LandingReport['runs']): string {
  const counts = new Map<string, number>();
  for (const { calls } of runs) {
    for (const { purpose } of calls) {
      const kind = purpose.endsWith('by key') ? 'records by key' : purpose;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
  }
  return [...counts].map(([purpose, count]) => `${purpose} ${(count / runs.length).toFixed(1)}`).join(', ');
}

function perStream(runs: LandingReport['runs']): string {
  const statements = runs.reduce((sum, one) => sum + one.statements.length, 0);
  const delivered = runs.reduce((sum, { batches }) => sum + new Set(batches.map(({ stream }) => stream)).size, 0);
  return delivered === 0 ? 'none' : (statements / delivered).toFixed(1);
}
