import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const renderer = join(import.meta.dirname, '../../../renderer');

function filesOf(ending: string): { path: string; text: string }[] {
  return readdirSync(renderer, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(renderer, path), text: readFileSync(path, 'utf8') }));
}

/** Lines of the files that match, with where they stand. */
function linesWith(files: readonly { path: string; text: string }[], pattern: RegExp): string[] {
  return files.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${String(index + 1)} ${line.trim()}`] : [])),
  );
}

const sheets = filesOf('.css').filter(({ path }) => path !== join('styles', 'tokens.css'));
const components = filesOf('.tsx').filter(({ path }) => path.startsWith('ui'));

describe('the style sheets', () => {
  it('name no colour: those are tokens', () => {
    expect(linesWith(sheets, /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch)\(/i)).toEqual([]);
  });

  it('of the components take the size of letters from tokens', () => {
    const own = sheets.filter(({ path }) => /^ui\/[^/]+$/.test(path));
    expect(own.length).toBeGreaterThan(15);
    expect(linesWith(own, /font-size: *[0-9]/)).toEqual([]);
  });

  it('use only tokens that exist', () => {
    const tokens = readFileSync(join(renderer, 'styles/tokens.css'), 'utf8');
    const declared = [...tokens.matchAll(/^\s*--([\w-]+):/gm)].map(([, name]) => name);
    const setByCode = filesOf('.tsx')
      .concat(filesOf('.ts'))
      .flatMap(({ text }) => [...text.matchAll(/'--([\w-]+)'/g)].map(([, name]) => name));
    // The last two are given by Base UI to what it places.
    const known = new Set([...declared, ...setByCode, 'anchor-width', 'available-height']);
    const unknown = sheets.flatMap(({ path, text }) => {
      const own = new Set([...text.matchAll(/--([\w-]+):/g)].map(([, name]) => name));
      return [...text.matchAll(/var\(--([\w-]+)/g)]
        .map(([, name]) => name)
        .filter((name) => !known.has(name) && !own.has(name))
        .map((name) => `${path} --${String(name)}`);
    });
    expect(unknown).toEqual([]);
  });
});

describe('the components', () => {
  it('take no class and no style from outside', () => {
    expect(components.length).toBeGreaterThan(20);
    expect(linesWith(components, /readonly (?:className|style)\??:|[{,] *(?:className|style) *[,}]/)).toEqual([]);
  });

  it('that pass on the attributes of an element leave its class and style out', () => {
    const passing = linesWith(components, /extends .*HTMLAttributes</);
    expect(passing.length).toBeGreaterThan(0);
    expect(passing.filter((line) => !line.includes('Omit<') || !line.includes("'className' | 'style'"))).toEqual([]);
  });

  it('are all shown in the gallery', () => {
    const gallery = filesOf('.tsx')
      .filter(({ path }) => path.includes('gallery'))
      .map(({ text }) => text)
      .join('\n');
    // Parts of others: a copy button is shown in code blocks and error notices; toasts are shown by what says them.
    const partsOfOthers = ['copy-button'];
    const own = components.map(({ path }) => /^ui\/([^/]+)\.tsx$/.exec(path)?.[1]).filter((name) => name !== undefined);
    expect(own.filter((name) => !gallery.includes(`ui/${name}.tsx`) && !partsOfOthers.includes(name))).toEqual([]);
  });
});
