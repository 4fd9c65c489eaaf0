import { parseArgs } from 'node:util';
import { runSoak } from './run-soak.ts';

const { values } = parseArgs({
  options: { hours: { type: 'string', default: '168' }, seed: { type: 'string', default: 'soak' } },
});
const report = await runSoak(Number(values.hours), values.seed);
/** In per cent: pages of the data file are used again as they come free, never all of them to the last byte. */
const mostGrowth = 10;
const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
const growth = (report.heap.late / report.heap.early - 1) * 100;
const detailGrowth = (report.details.second / report.details.first - 1) * 100;
const fileGrowth = (report.file.second / report.file.first - 1) * 100;
process.stdout.write(
  `${String(report.hours)} hours twice, ${String(report.runs)} runs, ${String(report.faults)} faults, seed ${values.seed}\n` +
    `heap ${mb(report.heap.early)} after the first seventh, ${mb(report.heap.late)} at the end (${growth.toFixed(1)} %)\n` +
    `data file ${mb(report.file.first)}, after the retention time and as much work again ${mb(report.file.second)} ` +
    `(${fileGrowth.toFixed(1)} %)\n` +
    `details in it ${mb(report.details.first)}, then ${mb(report.details.second)} (${detailGrowth.toFixed(1)} %)\n` +
    `${String(report.violations.length)} violations\n`,
);
for (const one of report.violations) process.stdout.write(`VIOLATION ${one}\n`);
if (report.violations.length > 0 || [growth, detailGrowth, fileGrowth].some((one) => one > mostGrowth))
  process.exitCode = 1;
