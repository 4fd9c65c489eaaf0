import { describe, expect, it } from 'vitest';
import { rendererTests } from '../support/browser-tests.ts';

const { withPage } = rendererTests();

/** The fake keeps the list of integrations back until it is let go. */
const slowList = `(() => {
  const call = mlcFake.call.bind(mlcFake);
  const free = new Promise((resolve) => { window.letGo = resolve; });
  mlcFake.call = async (method, input) => {
    if (method === 'integrations.list') await free;
    return call(method, input);
  };
})()`;
const checks =
  'mlcFake.calls.filter((one) => one.method === "connections.check").map((one) => one.input.streams.length)';

describe('checking a connection', () => {
  it('waits until it is known what can be read, since a check of nothing would pass', () =>
    withPage({ scenario: 'healthy', at: '/settings' }, async ({ page }) => {
      await page.evaluate(slowList);
      await page.getByRole('navigation').getByRole('link', { name: 'Connections' }).click();
      await page.getByRole('button', { name: 'Check', exact: true }).first().click();
      const again = page.getByRole('button', { name: 'Check again' });
      await again.waitFor();
      expect(await page.evaluate(checks)).toEqual([]);
      await page.evaluate('window.letGo()');
      await expect.poll(() => page.evaluate(checks)).toEqual([expect.any(Number)]);
      expect(await page.evaluate(checks)).not.toEqual([0]);
    }));
});
