import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const oldest = 24;

/**
 * A Node of version 24 or later: the one that runs this, the one that came with the packages, or the first on the path. Each is
 * asked for its version, since a package may have been installed for another platform. Throws with one clear sentence.
 */
export function findNode() {
  if (major(process.version) >= oldest) return process.execPath;
  const binary = process.platform === 'win32' ? 'node.exe' : 'bin/node';
  const packages = [
    `node-${names[process.platform] ?? process.platform}-${process.arch}`,
    `node-bin-${process.platform}-${process.arch}`,
  ];
  const candidates = [...packages.map((name) => join('node_modules', name, binary)), 'node'];
  for (const candidate of candidates) {
    if (candidate !== 'node' && !existsSync(candidate)) continue;
    if (major(versionOf(candidate)) >= oldest) return candidate;
  }
  throw new Error(
    `ml-connector needs Node ${oldest} or later; this is ${process.version} and none came with the packages for ${process.platform}-${process.arch}. Install Node ${oldest} from nodejs.org and try again.`,
  );
}

const names = { win32: 'win' };

function versionOf(program) {
  const answer = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return answer.status === 0 ? answer.stdout.trim() : '';
}

function major(version) {
  return Number(/^v(\d+)\./.exec(version)?.[1] ?? 0);
}
