import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { builtOnce } from '../support/built-once.ts';
import type { Defect } from './defects.ts';

const root = resolve(import.meta.dirname, '../..');
const threadAddress = "new URL('./engine/worker.ts', import.meta.url)";
/** What a passphrase costs is a promise of the vault's, not of these tests: they open it at every start. */
const dearPassphrase = 'n: 2 ** 17,';
const cheapPassphrase = 'n: 2 ** 4,';

/** What an ES module knows of its own place; a CommonJS one starts quicker, since it takes from Node no more than it names. */
const banner = "const ownAddress = require('node:url').pathToFileURL(__filename).href;";
const ownPlace = {
  'import.meta.url': 'ownAddress',
  'import.meta.filename': '__filename',
  'import.meta.dirname': '__dirname',
};

export interface BuiltApp {
  /** File to start. */
  readonly entry: string;
  /** What is loaded before it. */
  readonly preload: string;
  /** Makes vaults that this app opens: `main/vault/passphrase.ts`. */
  readonly vault: string;
}

/**
 * The app's command line and the thread of its engine as two files, as the desktop app carries them too: a process starts in half
 * the time. Its vault opens with little work. With a defect, of the sources as they would be with that mistake in them.
 */
export async function buildApp(defect: Defect | null = null): Promise<BuiltApp> {
  const name = defect === null ? 'app' : `app-${defect.name.replaceAll(' ', '-')}`;
  const own = ['build-app', 'defects', 'preload', 'points'].map((one) => `test/kill/${one}.ts`);
  const sources = ['main', 'shared', ...own];
  const folder = await builtOnce(name, sources, async (outdir) => {
    await bundle('main/cli.ts', join(outdir, 'cli.cjs'), defect);
    await bundle('main/engine/worker.ts', join(outdir, 'worker.cjs'), defect);
    await bundle('main/vault/passphrase.ts', join(outdir, 'vault.cjs'), null);
    await bundle('test/kill/preload.ts', join(outdir, 'preload.cjs'), null);
  });
  const inside = (file: string): string => join(folder, file);
  return { entry: inside('cli.cjs'), preload: inside('preload.cjs'), vault: inside('vault.cjs') };
}

async function bundle(entry: string, outfile: string, defect: Defect | null): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    minify: true,
    keepNames: true,
    define: ownPlace,
    external: ['keytar', '@duckdb/*'],
    banner: { js: banner },
    logLevel: 'warning',
    plugins: [sourcesOf(defect)],
  });
}

function sourcesOf(defect: Defect | null): Plugin {
  return {
    name: 'sources',
    setup: ({ onLoad }) => {
      onLoad({ filter: /[\\/]main[\\/].*\.ts$/ }, async ({ path }) => {
        const name = path.replaceAll('\\', '/');
        const source = (await readFile(path, 'utf8'))
          .replace(threadAddress, "new URL('./worker.cjs', import.meta.url)")
          // Such a module cannot wait as a whole; this is its last statement.
          .replace(/^await (?=cliMain\()/m, 'void ');
        const text = name.endsWith('/main/vault/passphrase-key.ts') ? withCheapPassphrase(source) : source;
        const isSpoilt = defect !== null && name.endsWith(`/${defect.file}`);
        return { contents: isSpoilt ? defect.spoil(text) : text, loader: 'ts' };
      });
    },
  };
}

function withCheapPassphrase(source: string): string {
  if (!source.includes(dearPassphrase))
    throw new Error('the source has changed: what a passphrase costs is said elsewhere');
  return source.replace(dearPassphrase, cheapPassphrase);
}
