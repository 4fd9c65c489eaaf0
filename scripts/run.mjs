// Entry of every npm script. Plain JavaScript without dependencies, for Node 20 or later: it installs what is missing, finds a
// Node that the program runs on, builds what is stale and hands over.
import { spawn } from 'node:child_process';
import { ensureInstalled } from './install.mjs';
import { ensureBuilt } from './build.mjs';
import { findNode } from './find-node.mjs';
import { say, sentence } from './say.mjs';
import { verbs } from './verbs.mjs';

const [name, ...rest] = process.argv.slice(2);
const verb = verbs[name];

if (verb === undefined) {
  sentence(`There is no command “${name ?? ''}”. There are: ${Object.keys(verbs).join(', ')}.`);
  process.exit(2);
}

try {
  await ensureInstalled();
  const node = findNode();
  if (verb.needsRenderer) await ensureBuilt(node, 'renderer');
  let failed = 0;
  for (const step of verb.steps) {
    if (step.says !== undefined) say(step.says);
    failed = await run(node, [...step.args, ...(step.takesArguments ? rest : [])]);
    if (failed !== 0) break;
  }
  process.exitCode = failed;
} catch (error) {
  sentence(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

function run(node, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, args, { stdio: 'inherit', env: { ...process.env, MLC_NODE: node } });
    // The child ends by itself on the same signal from the terminal; this process waits for it and passes on the others.
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? (signal === null ? 1 : 130)));
  });
}
