import { parseArgs } from 'node:util';
import { killedFlows } from './points.ts';
import { runKills } from './run-kills.ts';
import { runSignInKills } from './sign-in/run.ts';

const { values } = parseArgs({
  options: {
    /** `app`: the whole app; `sign-in`: a client around the renewals of its tokens. */
    what: { type: 'string', default: 'app' },
    loops: { type: 'string' },
    seed: { type: 'string', default: String(Date.now()) },
    /** Only this flow is killed: warehouse, messages or exact. */
    flow: { type: 'string' },
    'settle-every': { type: 'string', default: '8' },
    verbose: { type: 'boolean', default: false },
  },
});
const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
const { seed } = values;
const isSignIn = values.what === 'sign-in';
if (!isSignIn && values.what !== 'app') throw new Error('--what is app or sign-in');
const loops = Number(values.loops ?? (isSignIn ? '1000' : '40'));
const violations = isSignIn ? await killSignIns() : await killApps();
for (const one of violations) say(`VIOLATION ${one}`);
if (violations.length > 0) {
  say(`Again: npm run test:kill -- --what ${values.what} --loops ${String(loops)} --seed ${seed}`);
  process.exitCode = 1;
}

async function killApps(): Promise<readonly string[]> {
  const flow = killedFlows.find((one) => one === values.flow);
  if (flow === undefined && values.flow !== undefined) throw new Error(`--flow is one of ${killedFlows.join(', ')}`);
  const report = await runKills({
    loops,
    seed,
    settleEvery: Number(values['settle-every']),
    ...(values.verbose ? { say } : {}),
    ...(flow === undefined ? {} : { flow }),
  });
  for (const [point, count] of [...report.kills].sort()) say(`${point.padEnd(24)} ${String(count)}`);
  const killed = [...report.kills.values()].reduce((sum, count) => sum + count, 0);
  say(
    `${String(loops)} loops, ${String(killed)} kills, ${String(report.missed)} over before the moment came, ` +
      `${String(report.violations.length)} violations, seed ${seed}`,
  );
  return report.violations;
}

async function killSignIns(): Promise<readonly string[]> {
  const report = await runSignInKills({ loops, seed, ...(values.verbose ? { say } : {}) });
  for (const [point, { strikes, signIns }] of report.points)
    say(`${point.padEnd(34)} ${String(strikes).padStart(5)} times, signed in again ${String(signIns)}`);
  say(`${String(loops)} loops, ${String(report.violations.length)} violations, seed ${seed}`);
  return report.violations;
}
