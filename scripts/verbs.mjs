const vitest = 'node_modules/vitest/vitest.mjs';
const oxfmt = 'node_modules/oxfmt/bin/oxfmt';
const oxlint = 'node_modules/oxlint/bin/oxlint';
const tsc = 'node_modules/typescript/bin/tsc';

const formatted = { says: 'Checking the format', args: [oxfmt, '--check'] };
const linted = { says: 'Linting', args: [oxlint] };
const typed = { says: 'Checking the types', args: [tsc, '-p', 'tsconfig.json'] };

/** Each npm script: what must be built first, and what is run under Node 24, one after the other; `beside`: at the same time. */
export const verbs = {
  start: { needsRenderer: true, choosesHost: true, steps: [{ args: ['main/start.ts'], takesArguments: true }] },
  demo: { needsRenderer: true, steps: [{ args: ['main/demo.ts'], takesArguments: true }] },
  cli: { needsRenderer: true, steps: [{ args: ['main/cli.ts'], takesArguments: true }] },
  sandbox: { needsRenderer: false, steps: [{ args: ['sandbox/main.ts'], takesArguments: true }] },
  bench: {
    needsRenderer: true,
    steps: [
      { says: 'Looking for a browser', args: ['scripts/find-chromium.mjs'] },
      { args: ['test/bench/main.ts'], takesArguments: true },
    ],
  },
  screenshots: {
    needsRenderer: true,
    steps: [
      { says: 'Looking for a browser', args: ['scripts/find-chromium.mjs'] },
      { says: 'Picturing every screen', args: ['scripts/screenshots.ts'], takesArguments: true },
    ],
  },
  build: { needsRenderer: true, needsDesktop: true, steps: [] },
  format: { needsRenderer: false, steps: [{ args: [oxfmt] }] },
  lint: { needsRenderer: false, steps: [linted] },
  types: { needsRenderer: false, steps: [typed] },
  test: {
    needsRenderer: true,
    reportsAll: true,
    steps: [
      { ...linted, beside: [formatted, typed] },
      { says: 'Looking for a browser', args: ['scripts/find-chromium.mjs', '--for-tests'] },
      { says: 'Running the tests', args: [vitest, 'run'], takesArguments: true },
    ],
  },
  'test:kill': { needsRenderer: false, steps: [{ args: ['test/kill/main.ts'], takesArguments: true }] },
  'test:model': { needsRenderer: false, steps: [{ args: ['test/model/main.ts'], takesArguments: true }] },
  'test:soak': { needsRenderer: false, steps: [{ args: ['test/soak/main.ts'], takesArguments: true }] },
  'test:webhooks': { needsRenderer: false, steps: [{ args: ['test/load/webhooks.ts'], takesArguments: true }] },
  'test:spark': { needsRenderer: false, steps: [{ args: ['test/spark/run.ts'], takesArguments: true }] },
  'test:electron': {
    needsRenderer: true,
    needsDesktop: true,
    steps: [{ args: ['test/electron/run.ts'], takesArguments: true }],
  },
};
