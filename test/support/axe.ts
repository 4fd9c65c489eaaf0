import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import type { AxeResults, RunOptions } from 'axe-core';

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const everyRule = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } as const;
/** All that another theme can break, and all that another density can. */
const rulesOf = {
  colours: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
  sizes: { type: 'rule', values: ['target-size', 'scrollable-region-focusable'] },
  everything: everyRule,
} as const;

/** What of the page on screen breaks a rule of WCAG 2.2 A or AA that a machine can check: the rule, and where. */
export async function violationsOf(page: Page, only: keyof typeof rulesOf = 'everything'): Promise<string[]> {
  const rules = {
    runOnly: rulesOf[only],
    resultTypes: ['violations'],
  } as unknown as RunOptions;
  // Evaluated through the debugger, which the page's policy does not concern.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await source);
  // Guards of open menus have the focus for no moment: they hand it on to the menu or to what follows it.
  const shown = { exclude: [['[data-base-ui-focus-guard]']] };
  const results = await page.evaluate(
    ([of, options]) =>
      (window as unknown as { axe: { run(of: unknown, options: unknown): Promise<AxeResults> } }).axe.run(of, options),
    [shown, rules] as const,
  );
  return results.violations.flatMap((rule) =>
    rule.nodes.map(
      (node) => `${rule.id}: ${node.target.join(' ')} | ${node.html.slice(0, 160)} | ${node.failureSummary ?? ''}`,
    ),
  );
}
