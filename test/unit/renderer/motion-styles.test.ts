import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const renderer = resolve(import.meta.dirname, '../../../renderer');
const asked = '@media (prefers-reduced-motion: no-preference)';

/** Lines that make something move outside the question whether motion is welcome. */
function unasked(css: string): string[] {
  let depth = 0;
  let askedAt: number | null = null;
  const found: string[] = [];
  for (const line of css.split('\n').map((each) => each.trim())) {
    if (askedAt === null && line.startsWith(asked)) askedAt = depth;
    else if (askedAt === null && /^(transition|animation|scroll-behavior)\b/.test(line)) found.push(line);
    depth += line.split('{').length - line.split('}').length;
    if (depth === askedAt) askedAt = null;
  }
  return found;
}

it('nothing moves but where motion is welcome: a rule that forbids it to every element would cost each of them its styles', () => {
  const styles = globSync('**/*.css', { cwd: renderer });
  expect(styles.length).toBeGreaterThan(20);
  const found = styles.flatMap((name) =>
    unasked(readFileSync(resolve(renderer, name), 'utf8')).map((line) => `${name}: ${line}`),
  );
  expect(found).toEqual([]);
});

it('motion that is not asked about is found', () => {
  const moving = 'animation: turn 1s;';
  expect(unasked(`.a {\n${asked} {\n${moving}\n}\n${moving}\n}\n.b {\n${moving}\n}`)).toEqual([moving, moving]);
  expect(unasked(`${asked} {\n.a {\n${moving}\n}\n}`)).toEqual([]);
});
