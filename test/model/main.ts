import { parseArgs } from 'node:util';
import { runModel } from './run-model.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  },
});
const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
const report = await runModel(Number(values.runs), Number(values.seed));
say(
  `${String(report.runs)} runs, ${report.violation === null ? '0 violations' : 'a violation'}, seed ${String(report.seed)}`,
);
if (report.violation !== null) {
  say(report.violation);
  say(`Again: npm run test:model -- --runs ${String(report.runs)} --seed ${String(report.seed)}`);
  process.exitCode = 1;
}
