import { parseArgs } from 'node:util';
import { startPractice, type Practice } from './index.ts';

const USAGE = `npm run sandbox -- [--scale N] [--seed TEXT] [--folder PATH] [--keep-changing]

  --scale N         size of the world: 1 is about 3,000 document lines, 320 about a million
  --seed TEXT       another world
  --folder PATH     keep the world and the warehouse there
  --keep-changing   change something in the source every 30 seconds
`;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function numberOf(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0) throw new Error(`--${name} needs a number, not “${text}”`);
  return value;
}

function describe(practice: Practice): void {
  for (const system of practice.systems) {
    say(`\nPractice ${system.system}: ${system.address}`);
    for (const { label, value } of system.credentials) say(`  ${label.padEnd(20)} ${value}`);
  }
  say('\nPress Ctrl+C to end.');
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      scale: { type: 'string' },
      seed: { type: 'string' },
      folder: { type: 'string' },
      'keep-changing': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    say(USAGE);
    return 0;
  }
  const practice = await startPractice({
    folder: values.folder,
    scale: numberOf(values.scale, 'scale'),
    seed: values.seed,
    log: say,
  });
  describe(practice);
  practice.keepChanging(values['keep-changing']);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await practice.close();
  return 0;
}

main().then(
  // A round of changes that sleeps must not hold the process.
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  },
);
