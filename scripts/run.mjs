// Entry of every npm script. Plain JavaScript without dependencies, for Node 20 or later: it installs what is missing, finds a
// Node that the program runs on, builds what is stale and hands over.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { ensureBuilt } from './build.mjs';
import { chooseHost, electronArgs } from './choose-host.mjs';
import { findNode } from './find-node.mjs';
import { say, sentence } from './say.mjs';
import { verbs } from './verbs.mjs';

const [name, ...rest] = process.argv.slice(2);
const verb = Object.hasOwn(verbs, name ?? '') ? verbs[name] : undefined;

/** Node keeps what it has compiled once: every later start of a process or thread of it takes half the time. */
const compiled = { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? resolve('.cache/compiled') };

if (verb === undefined) {
  sentence(`There is no command “${name ?? ''}”. There are: ${Object.keys(verbs).join(', ')}.`);
  process.exit(2);
}

try {
  await ensureInstalled();
  const node = findNode();
  if (verb.needsRenderer) await ensureBuilt(node, 'renderer');
  if (verb.needsDesktop) await ensureBuilt(node, 'desktop');
  process.exitCode = verb.choosesHost ? await start(node) : await runSteps(node);
} catch (error) {
  sentence(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

/** Opens the app where it can be opened, and says where and why in one line. */
async function start(node) {
  const chosen = chooseHost();
  const isElectron = chosen.host === 'electron';
  if (isElectron) await ensureBuilt(node, 'desktop');
  const noSandbox =
    isElectron && electronArgs().includes('--no-sandbox') ? ' (without its sandbox, since this is root)' : '';
  say(`Opening ${isElectron ? 'in Electron' : 'in a browser window'}: ${chosen.why}${noSandbox}`);
  return isElectron ? run(chosen.program, [...electronArgs(), ...rest], node) : runSteps(node);
}

/** Runs a verb's steps. All of them if it reports all; else up to the first that fails. Returns the first bad exit code. */
async function runSteps(node) {
  let failed = 0;
  const names = [];
  for (const { beside = [], ...first } of verb.steps) {
    const steps = [first, ...beside];
    for (const { says } of steps) if (says !== undefined) say(says);
    const env = names.length === 0 ? {} : { MLC_CHECKS_FAILED: names.join(', ') };
    const codes = await Promise.all(
      steps.map((step) => run(node, [...step.args, ...(step.takesArguments ? rest : [])], node, env)),
    );
    for (const [at, code] of codes.entries()) {
      if (code === 0) continue;
      if (failed === 0) failed = code;
      if (!verb.reportsAll || code === 130) continue;
      names.push(steps[at].says);
      sentence(`${steps[at].says}: failed.`);
    }
    // Stopped by hand: nothing more is run.
    if (failed !== 0 && (!verb.reportsAll || codes.includes(130))) break;
  }
  return failed;
}

function run(program, args, node, env = {}) {
  return new Promise((done, reject) => {
    const child = spawn(program, args, {
      stdio: 'inherit',
      env: { ...process.env, ...(program === node ? compiled : {}), ...env, MLC_NODE: node },
    });
    // The child ends by itself on the same signal from the terminal; this process waits for it and passes on the others.
    const passOn = (signal) => child.kill(signal);
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, passOn);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      for (const one of ['SIGINT', 'SIGTERM']) process.off(one, passOn);
      done(code ?? (signal === null ? 1 : 130));
    });
  });
}
