import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../main/api/ask.ts';
import type { Connection } from '../../shared/model/connection.ts';
import { windowTests } from '../support/browser-tests.ts';
import type { OpenedPage } from '../support/chromium.ts';

const { real } = windowTests(0.05);
let kept: readonly Connection[] = [];

beforeAll(async () => {
  await ask(real().app, 'practice.start', { language: 'en' });
  kept = await ask(real().app, 'connections.list', {});
}, 240_000);

afterEach(async () => {
  for (const one of (await ask(real().app, 'practice.status', {})).systems) {
    for (const fault of one.faults.filter(({ active }) => active)) {
      await ask(real().app, 'practice.fault', { system: one.system, fault: fault.id, active: false });
    }
  }
  for (const one of kept) {
    await ask(real().app, 'connections.save', { ...draftOf(one), secrets: await practiceSecrets(one) });
  }
  await ask(real().app, 'flows.resume', { id: await flowId() });
});

function draftOf({ id, name, system, practice, settings }: Connection) {
  return { id, name, system, practice, settings };
}

/** What opens a practice system is no secret: its panel shows it. */
async function practiceSecrets({ system }: Connection): Promise<Record<string, string>> {
  const credentials = (await ask(real().app, 'practice.status', {})).systems.find(
    (one) => one.system === system,
  )?.credentials;
  const valueOf = (label: RegExp) => credentials?.find((one) => label.test(one.label))?.value ?? '';
  return system === 'workday' ? { password: valueOf(/^Password/i) } : { clientSecret: valueOf(/: secret$/i) };
}

async function flowId(): Promise<string> {
  return (await ask(real().app, 'flows.overview', {}))[0]?.flow.id ?? '';
}

function connectionOf(system: Connection['system']): Connection {
  const found = kept.find((one) => one.system === system);
  if (found === undefined) throw new Error(`no connection to ${system}`);
  return found;
}

/** Runs the flow to its end, however it ends. */
async function sync(): Promise<void> {
  const id = await flowId();
  const ended = new Promise<void>((done) => {
    let seenRunning = false;
    const stop = real().app.subscribe(null, ({ payload }) => {
      if (payload.topic !== 'run') return;
      if (payload.run.state === 'running') seenRunning = true;
      else if (seenRunning) {
        stop();
        done();
      }
    });
  });
  await ask(real().app, 'runs.start', { flowId: id });
  await ended;
}

/** Opens Home and counts the clicks from there. */
async function openHome(): Promise<OpenedPage & { clicks: () => Promise<number> }> {
  const opened = await real().open();
  const { page } = opened;
  await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
  await page.evaluate(() => {
    Object.assign(window, { clicked: 0 });
    const count = (): void => {
      Object.assign(window, { clicked: (window as unknown as { clicked: number }).clicked + 1 });
    };
    document.addEventListener('pointerdown', count, { capture: true });
  });
  return { ...opened, clicks: () => page.evaluate(() => (window as unknown as { clicked: number }).clicked) };
}

async function fault(system: Connection['system'], id: string): Promise<void> {
  await ask(real().app, 'practice.fault', { system, fault: id, active: true });
}

async function replaceSecret(system: Connection['system'], name: string): Promise<void> {
  await ask(real().app, 'connections.save', {
    ...draftOf(connectionOf(system)),
    secrets: { [name]: 'expired-long-ago' },
  });
}

describe('from Home the fix is at most two clicks away', () => {
  it('of a wrong password: the credentials, and what refuses them is switched off', async () => {
    await fault('workday', 'wrong-password');
    await sync();
    const { page, clicks, problems, close } = await openHome();
    await page.getByRole('alert').getByText('WORKDAY_AUTH_INVALID').waitFor();
    await page.getByRole('link', { name: 'Fix' }).click();
    await page.getByRole('heading', { level: 1, name: 'Fix Practice Workday' }).waitFor();
    await page.getByRole('region', { name: 'Credentials' }).getByLabel('User name').waitFor();
    await page.getByRole('button', { name: 'Switch all faults off' }).click();
    expect(await clicks()).toBe(2);
    await page.getByRole('region', { name: 'Check of Practice Workday' }).getByText('Check passed').waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('button', { name: 'Sync now' }).waitFor();
    expect(problems).toEqual([]);
    await close();
  });

  it('of an expired secret: the credentials with the way to replace it', async () => {
    await replaceSecret('databricks', 'clientSecret');
    await sync();
    const { page, clicks, close } = await openHome();
    await page.getByRole('link', { name: 'Fix' }).click();
    const credentials = page.getByRole('region', { name: 'Credentials' });
    await credentials
      .getByRole('button', { name: /^Replace/ })
      .first()
      .click();
    expect(await clicks()).toBe(2);
    await credentials.locator('input[type=password]').first().waitFor();
    await close();
  });

  it('of a missing permission: the check, which names the grant', async () => {
    await fault('databricks', 'denied-schema');
    await sync();
    const { page, clicks, close } = await openHome();
    await page.getByRole('link', { name: 'Fix' }).click();
    const check = page.getByRole('region', { name: 'Check of Practice Databricks' });
    await check.getByText('DATABRICKS_PERMISSION_MISSING').first().waitFor();
    expect(await clicks()).toBe(1);
    await close();
  });

  it('of no network: the check, which says where the way ends, and the address beside it', async () => {
    const workday = connectionOf('workday');
    await ask(real().app, 'connections.save', {
      ...draftOf(workday),
      settings: { ...workday.settings, host: 'http://127.0.0.1:9' },
      secrets: {},
    });
    await sync();
    const { page, clicks, close } = await openHome();
    await page.getByRole('link', { name: 'Fix' }).click();
    await page
      .getByRole('region', { name: 'Check of Practice Workday' })
      .getByText(/^HTTP_/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Change credentials' }).click();
    expect(await clicks()).toBe(2);
    await page.getByRole('region', { name: 'Credentials' }).locator('input').first().waitFor();
    await close();
  });

  it('of a rejected invoice: the record with what to correct', async () => {
    await sync();
    const { page, clicks, close } = await openHome();
    await page
      .getByText(/rejected records? waits? for a correction/)
      .first()
      .waitFor();
    await page.getByRole('link', { name: 'Fix' }).click();
    await page.getByRole('heading', { level: 1, name: 'Rejected records' }).waitFor();
    expect(await clicks()).toBe(1);
    await close();
  });
});
