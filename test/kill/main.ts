import { parseArgs } from 'node:util';
import { runKills } from './run-kills.ts';

const { values } = parseArgs({
  options: {
    loops: { type: 'string', default: '40' },
    seed: { type: 'string', default: String(Date.now()) },
    'settle-every': { type: 'string', default: '8' },
    verbose: { type: 'boolean', default: false },
  },
});
const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
const report = await runKills({
  loops: Number(values.loops),
  seed: values.seed,
  settleEvery: Number(values['settle-every']),
  ...(values.verbose ? { say } : {}),
});
for (const [point, count] of [...report.kills].sort()) say(`${point.padEnd(24)} ${String(count)}`);
for (const one of report.violations) say(`VIOLATION ${one}`);
const killed = [...report.kills.values()].reduce((sum, count) => sum + count, 0);
say(
  `${String(report.loops)} loops, ${String(killed)} kills, ${String(report.missed)} over before the moment came, ` +
    `${String(report.violations.length)} violations, seed ${report.seed}`,
);
if (report.violations.length > 0) {
  say(`Again: npm run test:kill -- --loops ${String(report.loops)} --seed ${report.seed}`);
  process.exitCode = 1;
}
