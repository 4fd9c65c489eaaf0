import { describe, expect, it } from 'vitest';
import { rendererTests } from '../support/browser-tests.ts';

const { withPage } = rendererTests();

/** The fake keeps previews waiting, and says that it is at the second step. */
const slow = `(() => {
  const call = mlcFake.call.bind(mlcFake);
  const step = (id, label, state, durationMs) => ({ id, label, state, durationMs, detail: null, error: null });
  mlcFake.call = (method, input) => {
    if (method !== 'preview.run' || window.quick) return call(method, input);
    window.asked = input.checkId;
    const steps = [
      step('read', 'Read a sample from the source', 'passed', 1200),
      step('map', 'Map the records', 'running', null),
    ];
    setTimeout(() => mlcFake.publish({ topic: 'check', subject: input.checkId, steps, ok: null }), 0);
    return new Promise(() => undefined);
  };
})()`;

describe('while a preview is made', () => {
  it('the step it is at is shown, and it can be cancelled and made again', () =>
    withPage({ scenario: 'healthy' }, async ({ page }) => {
      await page.evaluate(slow);
      await page.getByRole('main').getByRole('link', { name: 'Preview' }).click();
      const steps = page.getByRole('list', { name: 'Making the preview' }).getByRole('listitem');
      await steps.nth(1).waitFor();
      expect(await steps.allInnerTexts()).toEqual([
        expect.stringContaining('Read a sample'),
        expect.stringContaining('Map the records'),
      ]);
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('heading', { name: 'Preview cancelled' }).waitFor();
      const cancelled =
        'mlcFake.calls.filter((one) => one.method === "preview.cancel").map((one) => one.input.checkId)';
      expect(await page.evaluate(cancelled)).toEqual([await page.evaluate('window.asked')]);
      await page.evaluate('window.quick = true');
      await page.getByRole('button', { name: 'Read again' }).click();
      await page.getByRole('heading', { name: 'Records', exact: true }).first().waitFor();
    }));
});
