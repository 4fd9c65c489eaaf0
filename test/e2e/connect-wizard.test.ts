import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../main/api/ask.ts';
import { PracticeWarehouse } from '../support/practice-warehouse.ts';
import { windowTests } from '../support/browser-tests.ts';
import type { RealApp } from '../support/real-window.ts';
import { choose, fillForm, fillIn, goTo, startPractice } from './page-models.ts';

const { real, inWindow } = windowTests(0.05);
let practice: Awaited<ReturnType<RealApp['practice']>>;

beforeAll(async () => {
  const { page, close } = await real().open();
  await startPractice(page);
  practice = await real().practice();
  await close();
}, 120_000);

function of(system: 'workday' | 'databricks', label: string): string {
  const found = practice.systems.find((one) => one.system === system);
  if (label === 'Address') return found?.address ?? '';
  return found?.credentials.find((one) => one.label === label)?.value ?? '';
}

async function begin(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Connect systems' }).first().click();
  await page.getByRole('heading', { level: 2, name: 'Source: Workday' }).waitFor();
}

/** Follows a link to a route, as one in a document would. */
async function open(page: Page, route: string): Promise<void> {
  await page.evaluate((to) => {
    window.history.pushState(null, '', `?at=${to}${window.location.hash}`);
    window.dispatchEvent(new Event('mlc:navigated'));
  }, route);
}

async function resume(page: Page): Promise<void> {
  await goTo(page, 'Connections');
  await page.getByRole('region', { name: 'Continue where you stopped' }).waitFor();
  await page
    .getByRole('button', { name: /^Continue/ })
    .first()
    .click();
}

/** Runs the one stream that the tests look at, to its end. */
async function syncInvoices(flowId: string): Promise<void> {
  const { id } = await ask(real().app, 'runs.start', { flowId, streams: ['supplier_invoices'] });
  const state = async () => (await ask(real().app, 'runs.get', { id })).state;
  await expect.poll(state, { timeout: 120_000, interval: 200 }).not.toBe('running');
}

async function throwDraftsAway(): Promise<void> {
  for (const { id } of await ask(real().app, 'drafts.list', {})) await ask(real().app, 'drafts.remove', { id });
}

describe('the connect wizard', () => {
  const tableName = 'workday_supplier_invoices';

  it(
    'goes from nothing to a flow, left and gone on with at every stage, its secrets typed by their owners',
    () =>
      inWindow(async ({ page }) => {
        await begin(page);
        await fillIn(page, {
          'Name of the connection': 'Our Workday',
          'Web services address': of('workday', 'Address'),
          Tenant: of('workday', 'Tenant'),
          Password: 'half typed',
        });
        await goTo(page, 'Home');
        await page.reload();
        await resume(page);
        await page.getByRole('heading', { level: 2, name: 'Source: Workday' }).waitFor();
        expect(await page.getByRole('textbox', { name: 'Tenant' }).inputValue()).toBe(of('workday', 'Tenant'));
        expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe('');
        expect(JSON.stringify(await ask(real().app, 'drafts.list', {}))).not.toContain('half typed');

        await fillIn(page, { 'User name': of('workday', 'User name') });
        await page.getByRole('button', { name: 'Let its owner type the secret' }).click();
        const asked = page.getByRole('dialog', { name: 'A secret is asked for' });
        await asked.getByLabel('Password').fill('mistyped');
        await asked.getByRole('button', { name: 'Store and check' }).click();
        await asked.getByText('Check failed').waitFor();
        await asked.getByText('What to do').waitFor();
        await asked.getByRole('button', { name: 'Type it again' }).click();
        expect(await asked.getByLabel('Password').inputValue()).toBe('');
        await asked.getByLabel('Password').fill(of('workday', 'Password'));
        await asked.getByRole('button', { name: 'Store and check' }).click();
        await asked.getByText('Check passed').waitFor();
        expect(await page.content()).not.toContain(of('workday', 'Password'));
        await asked.getByRole('button', { name: 'Done, hand the computer back' }).click();
        await page.getByText('Stored, replaced').waitFor();
        await page.getByRole('button', { name: 'Replace Password' }).waitFor();
        await fillForm(page, {});

        await page.getByRole('heading', { level: 2, name: /^Destination:/ }).waitFor();
        await choose(page, 'Sign in with', 'Personal access token');
        await fillForm(page, {
          'Name of the connection': 'Our Databricks',
          'Workspace address': of('databricks', 'Address'),
          'Personal access token': of('databricks', 'Personal access token'),
          'SQL warehouse': of('databricks', 'SQL warehouse'),
          Catalog: 'main',
          Schema: 'wizard',
        });

        await page.getByRole('heading', { level: 2, name: 'Streams' }).waitFor();
        for (const label of ['Journal entries', 'Purchase orders']) {
          await page.getByRole('checkbox', { name: label }).click();
        }
        await page.getByRole('button', { name: 'Next' }).click();
        const source = page.getByRole('region', { name: 'Source' });
        await source.getByText('Check passed').waitFor({ timeout: 30_000 });
        const sent = source.getByRole('list', { name: 'What was sent' });
        await sent.getByText(/^POST .*Get_Supplier_Invoices → 200$/).waitFor();
        await page.getByRole('region', { name: 'Destination' }).getByText('Check passed').waitFor({ timeout: 30_000 });
        await page.getByRole('button', { name: 'Next' }).click();

        await page.getByRole('heading', { level: 2, name: 'Mapping of Supplier invoices' }).waitFor();
        const table = page.getByRole('table', { name: `Columns of ${tableName}` });
        await table.getByRole('row', { name: /invoice_number .*SINV-\d+/ }).waitFor();
        await page.getByRole('combobox', { name: 'Field to add' }).fill('document_link');
        await page.getByRole('button', { name: 'Add column' }).click();
        const form = page.getByRole('group', { name: /^Edit column/ });
        await form.getByRole('combobox', { name: 'Source field' }).fill('no_such_field');
        await form.getByText('The source has no field “no_such_field”.').waitFor();
        expect(await page.getByRole('button', { name: 'Next' }).isDisabled()).toBe(true);
        await form.getByRole('combobox', { name: 'Source field' }).fill('memo');
        await form.getByRole('textbox', { name: 'Column' }).fill('house_note');
        expect(await page.getByRole('button', { name: 'Next' }).isDisabled()).toBe(false);
        await page.keyboard.press('Escape');
        const edit = page.getByRole('button', { name: 'Edit house_note' });
        expect(await edit.evaluate((button) => button === document.activeElement)).toBe(true);
        await page.keyboard.press('Enter');
        await page.getByRole('group', { name: 'Edit column house_note' }).waitFor();
        await page.keyboard.press('Escape');
        await page.getByText('1 difference from the default').first().waitFor();

        await page.getByRole('button', { name: 'Preview with this mapping' }).click();
        await page
          .getByRole('table', { name: 'Source and mapped' })
          .getByRole('rowheader', { name: 'house_note' })
          .waitFor();
        await page.reload();
        await page
          .getByRole('table', { name: `Columns of ${tableName}` })
          .getByRole('rowheader', { name: 'house_note' })
          .waitFor();
        await page.getByRole('button', { name: 'Next' }).click();
        await choose(page, 'Runs start', 'Only by hand');
        await page.getByRole('button', { name: 'Next' }).click();
        await page.getByText('Supplier invoices: 1 difference from the default').waitFor();
        await fillIn(page, { 'Name of the flow': 'By the wizard' });
        await page.getByRole('button', { name: 'Save flow' }).click();
        await page.getByRole('heading', { level: 1, name: 'Preview of By the wizard' }).waitFor();
        expect(await ask(real().app, 'drafts.list', {})).toEqual([]);
        const saved = (await ask(real().app, 'flows.overview', {})).find((one) => one.flow.name === 'By the wizard');
        expect(saved?.streams.map((one) => one.id)).not.toContain('journal_entries');
      }),
    120_000,
  );

  it('brings a deep link to a step that is not reached yet to the one that is', () =>
    inWindow(async ({ page }) => {
      await open(page, '/connect/review');
      await page.getByRole('heading', { level: 2, name: 'Source: Workday' }).waitFor();
    }));

  it(
    'says what a wrong tenant and no network mean, and the way back to each is beside it',
    () =>
      inWindow(async ({ page }) => {
        await begin(page);
        const right = { 'Web services address': of('workday', 'Address'), Tenant: of('workday', 'Tenant') };
        await fillForm(page, {
          ...right,
          Tenant: 'nobody',
          'User name': of('workday', 'User name'),
          Password: of('workday', 'Password'),
        });
        await page.getByRole('heading', { level: 2, name: /^Destination:/ }).waitFor();
        await choose(page, 'Sign in with', 'Personal access token');
        await fillForm(page, {
          'Workspace address': of('databricks', 'Address'),
          'Personal access token': of('databricks', 'Personal access token'),
          'SQL warehouse': of('databricks', 'SQL warehouse'),
          Catalog: 'main',
          Schema: 'wizard',
        });
        await page.getByRole('button', { name: 'Next' }).click();
        const source = page.getByRole('region', { name: 'Source' });
        const texts: string[] = [];
        for (const next of [{ ...right, 'Web services address': 'http://127.0.0.1:9' }, right]) {
          await source.getByText('Check failed').waitFor({ timeout: 30_000 });
          await source.getByRole('alert').getByText('What to do').waitFor();
          texts.push(await source.getByRole('alert').innerText());
          await source.getByRole('button', { name: 'Change settings' }).click();
          await fillForm(page, next);
        }
        await source.getByText('Check passed').waitFor({ timeout: 30_000 });
        expect(new Set(texts).size).toBe(2);
        await throwDraftsAway();
      }),
    90_000,
  );

  it(
    'names the stream that may not be read, and leads to what has to be granted',
    () =>
      inWindow(async ({ page }) => {
        const faults = practice.systems.find((one) => one.system === 'workday')?.faults ?? [];
        const fault = faults.find((one) => /not.?authorized|permission/i.test(`${one.id} ${one.label}`));
        if (fault === undefined) throw new Error('the practice Workday refuses nothing');
        await ask(real().app, 'practice.fault', { system: 'workday', fault: fault.id, active: true });
        try {
          await goTo(page, 'Connections');
          const panel = page.getByRole('region', { name: 'Our Workday', exact: true });
          await panel.getByRole('button', { name: 'Check' }).click();
          await panel.getByText('Check failed').first().waitFor({ timeout: 30_000 });
          await panel.getByRole('alert').first().getByText('What to do').waitFor();
          await panel.getByRole('link', { name: 'Request for the administrator' }).click();
          await page.getByText(/Get on the domain “Process: Supplier Invoice - View”/).waitFor();
        } finally {
          await ask(real().app, 'practice.fault', { system: 'workday', fault: fault.id, active: false });
        }
      }),
    60_000,
  );
});

describe('the request for the administrator', () => {
  it('has the exact grants for what is chosen, only what is needed and what is never read, and is saved as a file', () =>
    inWindow(async ({ page }) => {
      await goTo(page, 'Connections');
      const panel = page.getByRole('region', { name: 'Our Databricks', exact: true });
      await panel.getByRole('link', { name: 'Request for the administrator' }).click();
      const sql = await page.getByLabel('Grants as SQL').innerText();
      expect(sql.split('\n')).toEqual(
        expect.arrayContaining([
          'GRANT USE CATALOG ON CATALOG `main` TO `‹name of the account›`;',
          'GRANT USE SCHEMA, CREATE TABLE, CREATE VOLUME ON SCHEMA `main`.`wizard` TO `‹name of the account›`;',
          'GRANT SELECT, MODIFY ON SCHEMA `main`.`wizard` TO `‹name of the account›`;',
          'GRANT READ VOLUME, WRITE VOLUME ON SCHEMA `main`.`wizard` TO `‹name of the account›`;',
        ]),
      );
      const [markdown] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Save as Markdown' }).click(),
      ]);
      const text = await readFile(await markdown.path(), 'utf8');
      expect(markdown.suggestedFilename()).toBe('ml-connector-databricks.md');
      expect(text).toContain(`\`\`\`sql\n${sql.trim()}\n\`\`\``);
      expect(text).toContain(`to ${new URL(of('databricks', 'Address')).host}`);
      const [html] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Save as HTML' }).click(),
      ]);
      expect(await readFile(await html.path(), 'utf8')).toContain('GRANT USE CATALOG ON CATALOG `main`');

      await goTo(page, 'Connections');
      const workday = page.getByRole('region', { name: 'Our Workday', exact: true });
      await workday.getByRole('link', { name: 'Request for the administrator' }).click();
      await page.getByText(/Process: Supplier Invoice - View.*name to be confirmed/).waitFor();
      const document = await page.getByRole('region', { name: 'The document' }).innerText();
      expect(document).not.toContain('Process: Journals - View');
      expect(document).toContain('Get_Supplier_Invoices (Resource_Management)');
      expect(document).toContain('Activate Pending Security Policy Changes');
      for (const never of ['Bank data', 'Attachments', 'Payroll payments']) expect(document).toContain(never);
      expect(document).not.toContain(of('workday', 'Password'));
    }));
});

describe('the screen for a secret’s owner', () => {
  it('forgets what was typed when the window is left and when nothing more is typed', () =>
    inWindow(async ({ page }) => {
      await page.clock.install();
      await goTo(page, 'Connections');
      const panel = page.getByRole('region', { name: 'Our Workday', exact: true });
      await panel.getByRole('button', { name: 'Edit' }).click();
      await panel.getByRole('button', { name: 'Let its owner type the secret' }).click();
      const asked = page.getByRole('dialog', { name: 'A secret is asked for' });
      const password = asked.getByLabel('Password');
      expect(await password.getAttribute('type')).toBe('password');
      expect(await asked.getByRole('button', { name: /show|reveal/i }).count()).toBe(0);
      await password.fill('one of a kind');
      await page.evaluate(() => window.dispatchEvent(new Event('blur')));
      await asked.getByText('because the window was left').waitFor();
      expect(await password.inputValue()).toBe('');
      await password.fill('another');
      await page.clock.fastForward(121_000);
      await asked.getByText('nothing was typed for two minutes').waitFor();
      expect(await password.inputValue()).toBe('');
      await password.fill('a third');
      await asked.getByRole('button', { name: 'Leave without storing' }).click();
      await page.getByRole('heading', { level: 1, name: 'Connections' }).waitFor();
      expect(await page.content()).not.toContain('a third');
      // Its clock is not the real one any more: nobody is to have this tab after it.
      await page.context().close();
    }));
});

describe('a changed mapping', () => {
  it(
    'shows the column that will be added with its SQL, and the next sync fills it',
    () =>
      inWindow(async ({ page }) => {
        const warehouse = new PracticeWarehouse(practice);
        const flows = await ask(real().app, 'flows.overview', {});
        const flow = flows.find((one) => one.flow.name.endsWith('(practice)'))?.flow;
        const preview = `/preview/${flow?.id ?? ''}/supplier_invoices`;
        await syncInvoices(flow?.id ?? '');
        await open(page, preview);
        await page.getByRole('link', { name: 'Mapping' }).click();
        const table = page.getByRole('table', { name: 'Columns of workday_supplier_invoices' });
        await table.getByRole('button', { name: 'Edit memo' }).click();
        const form = page.getByRole('group', { name: 'Edit column memo' });
        expect(await form.getByRole('button', { name: 'Reset to default' }).isDisabled()).toBe(true);
        await choose(page, 'Rule', 'First characters');
        await form.getByText(/Longer texts lose what is behind 100 characters/).waitFor();
        await form.getByRole('button', { name: 'Reset to default' }).click();
        await form.getByRole('button', { name: 'Done' }).click();
        await page.getByRole('combobox', { name: 'Field to add' }).fill('memo');
        await page.getByRole('button', { name: 'Add column' }).click();
        await page.keyboard.press('Escape');
        await page.getByRole('rowheader', { name: 'memo_2' }).waitFor();
        await page.getByRole('button', { name: 'Save mapping' }).click();
        const plan = page.getByRole('region', { name: 'Changes to tables' });
        await plan.getByLabel('SQL').first().waitFor({ timeout: 30_000 });
        expect(await plan.innerText()).toMatch(/ALTER TABLE[\s\S]*ADD COLUMN[\s\S]*`memo_2`/);

        await open(page, preview);
        await page.getByRole('region', { name: 'Changes to tables' }).waitFor({ timeout: 30_000 });
        await syncInvoices(flow?.id ?? '');
        const filled = await warehouse.rows('SELECT count(*) FROM {workday_supplier_invoices} WHERE memo_2 = memo');
        expect(Number(filled[0]?.[0])).toBeGreaterThan(0);
      }),
    180_000,
  );
});
