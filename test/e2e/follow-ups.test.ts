import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Bridge } from '../../shared/contract/bridge.ts';
import type { EventPayload } from '../../shared/contract/events.ts';
import { rendererTests } from '../support/browser-tests.ts';

declare global {
  interface Window {
    mlcHeld: { arrived: boolean; release(): void };
  }
}

type Fake = Bridge & { publish(payload: EventPayload): void; finishRun(): void };
type FakeWindow = Window & { mlc: Fake };

const { withPage } = rendererTests();

/** From now on the app does what it is told by this method at once, but its answer waits until it is released. */
async function hold(page: Page, method: string, answer?: unknown): Promise<void> {
  await page.evaluate(
    ([held, given]) => {
      const { mlc } = window as unknown as FakeWindow;
      const call = mlc.call.bind(mlc);
      const gate = Promise.withResolvers<undefined>();
      window.mlcHeld = {
        arrived: false,
        release: () => {
          gate.resolve(undefined);
        },
      };
      mlc.call = async (name, input) => {
        if (name !== held) return call(name, input);
        const result = given === undefined ? await call(name, input) : { ok: true as const, value: given };
        window.mlcHeld.arrived = true;
        await gate.promise;
        return result;
      };
    },
    [method, answer] as const,
  );
}

/** Waits until the held method was called. */
async function arrived(page: Page): Promise<void> {
  await page.waitForFunction(() => window.mlcHeld.arrived);
}

/** Lets the held answer come, and everything that follows from it. */
async function release(page: Page): Promise<void> {
  await page.evaluate(async () => {
    window.mlcHeld.release();
    for (let turn = 0; turn < 5; turn += 1) await new Promise((done) => setTimeout(done, 0));
  });
}

async function publish(page: Page, subject: 'flows' | 'practice'): Promise<void> {
  await page.evaluate((which) => {
    (window as unknown as FakeWindow).mlc.publish({ topic: 'changed', subject: which });
  }, subject);
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const place = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true });

describe('what follows an answer that comes after its screen changed', () => {
  it('says what a cancelled run keeps, though the run’s end came first', () =>
    withPage({ scenario: 'running', at: '/runs/run-1' }, async ({ page }) => {
      await hold(page, 'runs.cancel');
      await page.getByRole('button', { name: 'Cancel run' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Cancel run' }).click();
      await arrived(page);
      await page.evaluate(() => {
        (window as unknown as FakeWindow).mlc.finishRun();
      });
      await page.getByRole('button', { name: 'Verify now' }).waitFor();
      await release(page);
      await page.getByText(/^What was delivered stays delivered\. 24 staged records are kept/).waitFor();
    }));

  it('leaves the screen of a removed flow, though the flow’s change came first', () =>
    withPage({ scenario: 'healthy', at: '/flows/flow-1' }, async ({ page }) => {
      await hold(page, 'flows.remove', {});
      await page.getByRole('button', { name: 'Remove flow' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Remove flow' }).click();
      await arrived(page);
      await changeFlow(page);
      await publish(page, 'flows');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await release(page);
      await heading(page, 'Home').waitFor();
    }));

  it('leads from the first start to the preview, though the new flow came first', () =>
    withPage({ scenario: 'first-start' }, async ({ page }) => {
      await startPracticeSlowly(page);
      await release(page);
      await heading(page, /^Preview of/).waitFor();
    }));

  it('leads nobody back who has gone elsewhere meanwhile', () =>
    withPage({ scenario: 'first-start' }, async ({ page }) => {
      await startPracticeSlowly(page);
      await place(page, 'Settings').click();
      await heading(page, 'Settings').waitFor();
      await release(page);
      expect(await heading(page, 'Settings').isVisible()).toBe(true);
      await place(page, 'Home').click();
      await page.getByRole('article').waitFor();
    }));

  it('does not lead to a run whose preview was left', () =>
    withPage({ scenario: 'healthy', at: '/preview/flow-1' }, async ({ page }) => {
      await hold(page, 'runs.start');
      await page.getByRole('button', { name: 'Sync now' }).click();
      await arrived(page);
      await place(page, 'About').click();
      await heading(page, 'About').waitFor();
      await release(page);
      expect(await heading(page, 'About').isVisible()).toBe(true);
    }));
});

/** The flow is a newer one from now on, as after its runs were stopped for its removal. */
async function changeFlow(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { mlc } = window as unknown as FakeWindow;
    const call = mlc.call.bind(mlc);
    mlc.call = async (name, input) => {
      const result = await call(name, input);
      if (name !== 'flows.get' || !result.ok) return result;
      return { ok: true, value: { ...(result.value as object), updatedAtUtc: '2100-01-01T00:00:00.000Z' } };
    };
  });
}

async function startPracticeSlowly(page: Page): Promise<void> {
  await hold(page, 'practice.start');
  await page.getByRole('button', { name: 'Try it with practice systems' }).click();
  await arrived(page);
  await publish(page, 'practice');
  await page.getByRole('article').waitFor();
}
