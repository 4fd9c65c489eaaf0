import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const renderer = resolve(import.meta.dirname, '../../../renderer');
const physical = /(margin|padding|border)-(left|right)\b|(text-align|float): (left|right)/;

it('distances and edges follow the direction of the text, so that the screens turn round with it', () => {
  const styles = globSync('**/*.css', { cwd: renderer });
  expect(styles.length).toBeGreaterThan(20);
  const found = styles.flatMap((name) =>
    readFileSync(resolve(renderer, name), 'utf8')
      .split('\n')
      .filter((line) => physical.test(line))
      .map((line) => `${name}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});
