import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Electron's program, looked for on disk: requiring the package without one starts a download. */
function electronBinary(): string | null {
  const folder = join(import.meta.dirname, '..', '..', 'node_modules', 'electron');
  const named = join(folder, 'path.txt');
  if (!existsSync(named)) return null;
  const binary = join(folder, 'dist', readFileSync(named, 'utf8'));
  return existsSync(binary) ? binary : null;
}

const binary = electronBinary();
if (binary === null) {
  process.stderr.write(
    'Electron suite: not run, because no Electron program is installed (npx install-electron gets it).\n',
  );
} else {
  process.stderr.write(`Electron suite: there is an Electron at ${binary}, but no test drives it yet. Not run.\n`);
}
