import { parseArgs } from 'node:util';
import { measureLanding } from './landing.ts';
import { printLanding } from './print-landing.ts';
import { memoryOf, runLoad, shareOf } from './run-load.ts';

const number = (byDefault: string) => ({ type: 'string', default: byDefault }) as const;
const { values } = parseArgs({
  options: {
    ...{ seconds: number('60'), rate: number('500') },
    /** Measures the way of events from received to landed instead. */
    landing: { type: 'boolean', default: false },
    /** Of changes in the practice Exact; each call of it, and each statement of the warehouse, takes so many milliseconds more. */
    ...{ rounds: number('6'), 'call-ms': number('0'), 'statement-ms': number('0') },
  },
});
process.exitCode = (await (values.landing ? landing() : load())) ? 0 : 1;

async function landing(): Promise<boolean> {
  const latency = { exactCallMs: Number(values['call-ms']), statementMs: Number(values['statement-ms']) };
  console.log(
    `${values.rounds} rounds of changes in the practice Exact; each call takes ${values['call-ms']} ms more, each statement ${values['statement-ms']} ms …`,
  );
  return printLanding(await measureLanding({ rounds: Number(values.rounds), latency }));
}

async function load(): Promise<boolean> {
  const [seconds, perSecond] = [Number(values.seconds), Number(values.rate)];
  console.log(
    `Sending ${String(perSecond)} events a second for ${String(seconds)} s to a receiver whose engine is busy half of the time …`,
  );
  const { sent, stored, lost, rssBytes } = await runLoad({ perSecond, seconds });
  const ms = (share: number): string => `${shareOf(sent.answersMs, share).toFixed(1)} ms`;
  const mib = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(0)} MiB`;
  const { early, late } = memoryOf(rssBytes);
  const refused = [...sent.refused].map(
    ([status, count]) => `${String(count)} × ${status === 0 ? 'no answer' : String(status)}`,
  );
  console.log(`Answered 200: ${String(sent.acknowledged.length)}; otherwise: ${refused.join(', ') || 'none'}`);
  console.log(`Stored: ${String(stored)}; acknowledged and lost: ${String(lost.length)}`);
  console.log(`Answers: median ${ms(0.5)}, 95 % ${ms(0.95)}, 99 % ${ms(0.99)}, longest ${ms(1)}`);
  console.log(
    `Memory of the receiving process: at most ${mib(early)} in the first two thirds, ${mib(late)} in the last`,
  );
  const isFlat = late < early * 1.15;
  const isWell = lost.length === 0 && sent.refused.size === 0 && isFlat;
  console.log(isWell ? 'None lost, memory flat.' : 'Not as it should be.');
  return isWell;
}
