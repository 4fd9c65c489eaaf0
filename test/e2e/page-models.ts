import type { Locator, Page } from 'playwright-core';

export interface ShownTotals {
  readonly company: string;
  readonly amount: string;
  /** The amount's own name in the app. */
  readonly amountId: string;
  readonly currency: string;
  /** Decimal texts exactly as the app holds them; a column that is left out because all of it is zero gives `0`. */
  readonly source: string;
  readonly loaded: string;
  readonly unchanged: string;
  readonly landed: string | null;
  readonly agreement: string;
}

export type ShownCounts = Readonly<
  Record<'read' | 'loaded' | 'unchanged' | 'excluded' | 'rejected' | 'held' | 'waiting', number>
>;

/** The main navigation's link of this name, followed. */
export async function goTo(
  page: Page,
  name:
    | 'Home'
    | 'Runs'
    | 'Rejected'
    | 'Messages'
    | 'Connections'
    | 'Audit trail'
    | 'Practice systems'
    | 'Settings'
    | 'About',
): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name, exact: name !== 'Rejected' && name !== 'Practice systems' })
    .click();
}

/** Opens the settings of the first flow on Home. */
export async function editFirstFlow(page: Page): Promise<void> {
  await page
    .getByRole('main')
    .getByRole('button', { name: /^More for/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await page.getByRole('heading', { level: 1, name: /^Edit/ }).waitFor();
}

/** From the first start: starts the practice systems and waits for the preview that follows. */
export async function startPractice(page: Page, timeoutMs = 120_000): Promise<void> {
  await page.getByRole('button', { name: 'Try it with practice systems' }).click();
  await page.getByRole('heading', { level: 1, name: /^Preview of/ }).waitFor({ timeout: timeoutMs });
}

/** Opens the preview of a flow from home and chooses a stream by its label. */
export async function openPreview(page: Page, streamLabel?: string): Promise<void> {
  await goTo(page, 'Home');
  await page.getByRole('link', { name: 'Preview' }).first().click();
  if (streamLabel !== undefined) await choose(page, 'Stream', streamLabel);
}

/** Counts of the preview on screen, by outcome. */
export async function readPreviewCounts(
  page: Page,
): Promise<Record<'insert' | 'update' | 'unchanged' | 'rejected' | 'excluded', number>> {
  const region = page.getByRole('region', { name: /what the next run would do$/ });
  await region.waitFor({ timeout: 120_000 });
  const read = async (name: string) => numberOf(await region.locator(`[data-count="${name}"] dd`).innerText());
  return {
    insert: await read('insert'),
    update: await read('update'),
    unchanged: await read('unchanged'),
    rejected: await read('rejected'),
    excluded: await read('excluded'),
  };
}

/** Presses Sync now (on home or in the preview), opens the run if home stays, and waits until it has ended. */
export async function syncNow(page: Page, timeoutMs = 120_000): Promise<void> {
  const fromHome = (await page.getByRole('heading', { level: 1, name: 'Home' }).count()) > 0;
  await page.getByRole('button', { name: 'Sync now' }).first().click();
  if (fromHome) {
    await page.getByText('Running', { exact: true }).first().waitFor();
    await page.getByRole('link', { name: 'View run' }).first().click();
  }
  await page.getByRole('heading', { level: 1, name: /^Run of/ }).waitFor();
  // Verify now takes the place of Cancel run once the run has ended, however it ended.
  await page.getByRole('button', { name: 'Verify now' }).waitFor({ timeout: timeoutMs });
}

/** Counts of the run on screen; of one stream if its label is given. */
export async function readCounts(page: Page, streamLabel?: string): Promise<ShownCounts> {
  if (streamLabel !== undefined) await page.getByRole('tab', { name: /^Streams/ }).click();
  const label = streamLabel === undefined ? 'Counts of the run' : `Counts of ${streamLabel}`;
  const group = page.getByRole('group', { name: label, exact: true });
  const read = async (name: keyof ShownCounts) =>
    numberOf(await group.locator(`[data-count="${name}"] > span`).first().innerText());
  return {
    read: await read('read'),
    loaded: await read('loaded'),
    unchanged: await read('unchanged'),
    excluded: await read('excluded'),
    rejected: await read('rejected'),
    held: await read('held'),
    waiting: await read('waiting'),
  };
}

/** Control totals of one stream of the run on screen. */
export async function readTotals(page: Page, streamLabel: string): Promise<ShownTotals[]> {
  await page.getByRole('tab', { name: 'Control totals' }).click();
  await page.getByRole('tab', { name: streamLabel, exact: true }).click();
  const table = page.getByRole('table', { name: `Control totals of ${streamLabel}`, exact: true });
  const heads = await table.getByRole('columnheader').allInnerTexts();
  const rows = await table.locator('tbody tr[data-row]').all();
  return Promise.all(rows.map((row) => readTotalsRow(row, heads)));
}

async function readTotalsRow(row: Locator, heads: readonly string[]): Promise<ShownTotals> {
  const cells = await row.locator('th, td').all();
  const cell = (head: string): Locator | undefined => cells[heads.indexOf(head)];
  const text = async (head: string) => (await cell(head)?.innerText())?.trim() ?? '';
  const amount = async (head: string): Promise<string | null> => {
    const found = cell(head)?.locator('[data-amount]');
    return found === undefined || (await found.count()) === 0 ? null : found.getAttribute('data-amount');
  };
  return {
    company: (await row.locator('xpath=..').getAttribute('data-group')) ?? '',
    amount: await text('Amount'),
    amountId: (await cell('Amount')?.locator('[data-total]').getAttribute('data-total')) ?? '',
    currency: await text('Currency'),
    source: (await amount('Source')) ?? '0',
    loaded: (await amount('Loaded')) ?? '0',
    unchanged: (await amount('Unchanged')) ?? '0',
    landed: await amount('Landed'),
    agreement: await text('Agreement'),
  };
}

export interface ConnectWith {
  /** Values by the label of their field; choices by the label of the choice. */
  readonly source: Readonly<Record<string, string>>;
  readonly destination?: Readonly<Record<string, string>>;
}

/** Fills the connect screens by labels up to the checks; without `destination`, stops after the source is saved. */
export async function connectWith(page: Page, values: ConnectWith): Promise<void> {
  await page
    .getByRole('link', { name: /^(Connect systems|Connect your own systems)$/ })
    .first()
    .click();
  await fillForm(page, values.source);
  await page.getByRole('heading', { level: 2, name: /^Destination:/ }).waitFor();
  if (values.destination === undefined) return;
  await fillForm(page, values.destination);
  await page.getByRole('heading', { level: 2, name: 'Streams' }).waitFor();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('region', { name: 'Source' }).waitFor();
}

/** Fills fields by label and saves. */
export async function fillForm(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  await fillIn(page, values);
  await page.getByRole('button', { name: 'Save and continue' }).click();
}

/** Fills fields by label; drop-down lists by the label of the choice. */
export async function fillIn(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values)) {
    const list = page.getByRole('combobox', { name: label, exact: true }).and(page.locator('button'));
    if ((await list.count()) > 0) await choose(page, label, value);
    else
      await page
        .getByLabel(label, { exact: true })
        .or(page.getByRole('textbox', { name: label }))
        .first()
        .fill(value);
  }
}

/** Chooses by label in a drop-down list. */
export async function choose(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option, exact: true }).first().click();
}

/** What the fake app was asked for by this method, in order. */
export async function callsOf(page: Page, method: string): Promise<unknown[]> {
  return page.evaluate(`mlcFake.calls.filter((one) => one.method === '${method}').map((one) => one.input)`);
}

function numberOf(text: string): number {
  return Number(text.replace(/[^0-9]/g, ''));
}
