import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../main/api/ask.ts';
import type { OpenedPage } from '../support/chromium.ts';
import { startConnectProxy, type ConnectProxy } from '../support/connect-proxy.ts';
import { closeAll, onClose, serve } from '../support/http-harness.ts';
import { RealApp } from '../support/real-window.ts';
import { createTestCa } from '../support/test-ca.ts';

const host = 'tenant.example.test';
const password = 'planted-proxy-password';

describe('the network settings on screen', () => {
  let app: RealApp;
  let opened: OpenedPage;
  let page: Page;
  let panel: Locator;
  let proxy: ConnectProxy;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mlc-e2e-network-'));
    const ca = await createTestCa('Company Root');
    await writeFile(join(folder, 'company.pem'), ca.certificate);
    const { port } = await serve((_, response) => response.writeHead(401).end(), await ca.issue([host]));
    proxy = await startConnectProxy({ endsAt: port, basic: `ann:${password}` });
    onClose(() => proxy.close());
    app = await RealApp.start();
    await ask(app.app, 'connections.save', {
      name: 'Tenant',
      system: 'workday',
      practice: false,
      settings: { host, tenant: 'acme', auth: 'user-password', username: 'ann' },
      secrets: { password: 'pw' },
    });
    opened = await app.open();
    page = opened.page;
    panel = page.getByRole('region', { name: 'Network' });
  }, 120_000);
  afterAll(async () => {
    await app.close();
    await closeAll();
    await rm(folder, { recursive: true, force: true });
  });

  const field = (name: string | RegExp): Locator => panel.getByRole('textbox', { name });
  const line = (name: string): Locator => panel.getByRole('listitem').filter({ hasText: name }).first();

  async function choose(label: string, option: string): Promise<void> {
    await panel.getByRole('combobox', { name: label }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  }

  it('are one click away from a check that failed on the way', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Connections' }).click();
    await page
      .getByRole('button', { name: /^Check/ })
      .first()
      .click();
    await page.getByText('is not known to the network').waitFor();
    await page.getByRole('link', { name: 'Network settings' }).click();
    await expect.poll(() => panel.evaluate((element) => element.parentElement === document.activeElement)).toBe(true);
    expect(await panel.getByText(/^Automatic: directly.*, to tenant\.example\.test$/).count()).toBe(1);
  });

  it('say what is wrong with an address, and store nothing', async () => {
    await choose('Proxy', 'A proxy with its address');
    await field('Address of the proxy').fill('http://ann:secret@proxy.example.test');
    await panel.getByRole('button', { name: 'Save', exact: true }).click();
    await panel.getByRole('alert').getByText('user name and password do not belong in the address').waitFor();
    expect((await ask(app.app, 'network.get', {})).proxy).toEqual({ kind: 'automatic' });
  });

  it('are saved and tried, and a wrong password is said at its line', async () => {
    await field('Address of the proxy').fill(proxy.url);
    await field(/^User name/).fill('ann');
    await panel.getByLabel('Password of the proxy').fill('wrong');
    await field(/^Extra CA file/).fill(join(folder, 'company.pem'));
    await panel.getByRole('button', { name: 'Save and test' }).click();
    await panel.getByText('The way is not open.').waitFor();
    await line('Encryption (TLS)').getByText('does not accept the user name and password that are set').waitFor();
    expect(await panel.getByText('Company Root, issued by Company Root', { exact: false }).count()).toBe(1);
    await panel.getByText(`Through the proxy ${proxy.name}, to ${host}`).waitFor();
  });

  it('take a replaced password at once and never show it', async () => {
    await panel.getByText('Stored, replaced').waitFor();
    await panel.getByRole('button', { name: 'Replace the proxy’s password' }).click();
    await panel.getByLabel('Password of the proxy').fill(password);
    await panel.getByRole('button', { name: 'Save', exact: true }).click();
    await panel.getByText('Saved. It holds from the next request on.').waitFor();
    await panel.getByRole('button', { name: 'Test', exact: true }).click();
    await panel.getByText('The way is open.').waitFor();
    await line('Encryption (TLS)').getByText('your company inspects this traffic (Company Root)').waitFor();
    expect(proxy.asked.at(-1)?.authorization).toBe(`Basic ${Buffer.from(`ann:${password}`).toString('base64')}`);
    expect(await page.content()).not.toContain(password);
    if (process.env['MLC_SHOT'] !== undefined) await page.screenshot({ path: process.env['MLC_SHOT'], fullPage: true });
    expect(opened.problems).toEqual([]);
  });

  it('remove the password, and try an address that is typed', async () => {
    await panel.getByRole('button', { name: 'Remove the proxy’s password' }).click();
    await expect.poll(async () => (await ask(app.app, 'network.get', {})).hasPassword).toBe(false);
    await choose('Try the way to', 'Another address');
    await field('Address to try').fill('http://tenant.example.test');
    await panel.getByRole('button', { name: 'Test', exact: true }).click();
    await panel.getByText('it is not https').waitFor();
    await field('Address to try').fill(host);
    await panel.getByRole('button', { name: 'Test', exact: true }).click();
    await panel.getByText('wants a user name and a password (407)').waitFor();
  });
});
