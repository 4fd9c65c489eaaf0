import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Plugin } from 'vite';
import packageFile from '../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '..');

/**
 * The verifier of evidence packs as text: one page with all it needs in it, made of the same pure code that the app verifies with.
 * The same sources and the same esbuild give the same bytes.
 */
export async function buildVerifier(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['renderer/verifier/main.ts'],
    bundle: true,
    write: false,
    minify: true,
    charset: 'ascii',
    platform: 'browser',
    target: ['chrome109', 'firefox115', 'safari16'],
    format: 'iife',
    legalComments: 'none',
    logLevel: 'warning',
  });
  const script = (outputFiles[0]?.text ?? '').trimEnd().replaceAll('</script', '<\\/script');
  const page = await readFile(join(root, 'renderer/verifier/page.html'), 'utf8');
  const digest = createHash('sha256').update(script).digest('base64');
  return page
    .replaceAll('\r\n', '\n')
    .replace('SCRIPT-HASH', () => `'sha256-${digest}'`)
    .replace('APP-VERSION', () => packageFile.version)
    .replace(/<script>[^<]*<\/script>/, () => `<script>${script}</script>`);
}

/** For Vite: the page among the files of the window, to be saved from there. */
export function verifierPage(): Plugin {
  return {
    name: 'verifier-page',
    apply: 'build',
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'verifier.html', source: await buildVerifier() });
    },
  };
}
