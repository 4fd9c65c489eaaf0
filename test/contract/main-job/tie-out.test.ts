import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { tieOutExtras } from '../../../main/engine/tie-out/evidence.ts';
import type { TieOut, TieOutKind, TieOutParameters } from '../../../shared/tie-out/model.ts';
import { addDecimals, canonicalDecimal, parseDecimal, ZERO } from '../../../shared/money/decimal.ts';
import { PracticeApp } from '../../support/practice-app.ts';

let app: PracticeApp;
let period: string;

beforeAll(async () => {
  app = await PracticeApp.start({ scale: 0.05, streams: ['supplier_invoices', 'payments', 'journal_entries'] });
  await app.sync();
  // The month before this one: all of it lies within the window of invoices.
  const now = new Date(app.clock.now());
  period = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
}, 120_000);

afterAll(async () => {
  await app.close();
});

function parametersOf(kind: TieOutKind, part: Partial<TieOutParameters> = {}): TieOutParameters {
  const leftOut = kind === 'trial-balance' ? [] : ['CANCELED', 'DRAFT'];
  const reportedAtUtc = new Date(app.clock.now()).toISOString();
  const asOf = kind === 'open-invoices' ? `${period}-28` : null;
  return { flowId: app.flowId, kind, period, asOf, company: null, reportedAtUtc, leftOut, numbers: 'point', ...part };
}

async function tieOut(kind: TieOutKind, entered: string, part: Partial<TieOutParameters> = {}): Promise<TieOut> {
  return ask(app.engine, 'tie-outs.make', { parameters: parametersOf(kind, part), entered });
}

const figure = (line: TieOut['lines'][number], name: string) =>
  line.figures.find((one) => one.figure === name)?.landed ?? '0';
/** The report that would be even: what landed, in the words of the report. */
function evenReport({ parameters, lines }: TieOut): string {
  const rows = lines.filter((one) => one.line === null);
  if (parameters.kind !== 'trial-balance') {
    return rows
      .map((one) => [one.company, one.currency, figure(one, 'count'), figure(one, 'amount')].join('\t'))
      .join('\n');
  }
  const head = 'Company\tAccount\tDebit\tCredit';
  return [
    head,
    ...rows.map((one) => [one.company, one.account, figure(one, 'debit'), figure(one, 'credit')].join('\t')),
  ].join('\n');
}

const nobody: Readonly<Record<TieOutKind, string>> = {
  'open-invoices': 'nobody\tEUR\t0\t0',
  'period-invoices': 'nobody\tEUR\t0\t0',
  'trial-balance': 'Company\tAccount\tDebit\tCredit\nnobody\tnothing\t0\t0',
};

describe('a report of the source held against what landed', () => {
  it.each(['open-invoices', 'period-invoices', 'trial-balance'] as const)(
    'is summed alike by the warehouse and from what is stored here: %s',
    async (kind) => {
      const first = await tieOut(kind, nobody[kind]);
      const figures = first.lines.flatMap((line) => line.figures);
      expect(first.lines.length).toBeGreaterThan(1);
      for (const one of figures) expect(one.stored).toBe(one.landed);
      expect(first.state).not.toBe('even');
      const even = await tieOut(kind, evenReport(first));
      expect([even.state, even.lines.filter((line) => line.line === null)]).toEqual(['even', []]);
    },
    60_000,
  );

  it('balances: all debits of a period are all its credits', async () => {
    const { lines } = await tieOut('trial-balance', nobody['trial-balance']);
    const sum = (name: string) =>
      canonicalDecimal(lines.reduce((total, one) => addDecimals(total, parseDecimal(figure(one, name)) ?? ZERO), ZERO));
    expect(sum('debit')).not.toBe('0');
    expect(sum('debit')).toBe(sum('credit'));
  });

  it('finds one cent', async () => {
    const first = await tieOut('period-invoices', nobody['period-invoices']);
    const [line] = first.lines.filter((one) => one.line === null);
    const cent = canonicalDecimal(
      addDecimals(parseDecimal(figure(line ?? (first.lines[0] as never), 'amount')) ?? ZERO, { units: 1n, scale: 2 }),
    );
    const report = evenReport(first)
      .split('\n')
      .map((text, at) => (at === 0 ? text.replace(/[^\t]+$/, cent) : text))
      .join('\n');
    const off = await tieOut('period-invoices', report);
    const differing = off.lines.flatMap((one) => one.figures).filter((one) => one.difference !== '0');
    expect(differing.map((one) => one.difference)).toEqual(['0.01']);
  });

  it('is kept with who asked what, stands in the trail and goes into the pack', async () => {
    const made = await tieOut('period-invoices', nobody['period-invoices'], { company: 'nobody' });
    const listed = await ask(app.engine, 'tie-outs.list', { flowId: app.flowId, period });
    expect(listed[0]).toMatchObject({ id: made.id, state: 'even', differing: 0 });
    expect(await ask(app.engine, 'tie-outs.get', { id: made.id })).toEqual(made);
    const { items } = await ask(app.engine, 'audit.list', { filter: { kind: 'proof' }, sort: [], offset: 0, limit: 1 });
    expect(items[0]).toMatchObject({ event: 'proof.tied-out', details: { tieOut: made.id } });
    const files = tieOutExtras(app.store, app.flowId, [period], 'en');
    expect(files.map((one) => one.name)).toEqual(['tie-outs.json', 'tie-outs.csv']);
    expect(files[0]?.content).toContain(made.id);
    expect(tieOutExtras(app.store, app.flowId, ['1999-01'], 'en')).toEqual([]);
  });

  it('is refused with the line that was not understood, and nothing is kept', async () => {
    const before = await ask(app.engine, 'tie-outs.list', { flowId: app.flowId });
    await expect(tieOut('open-invoices', 'CO-1\tEUR\t1\t10\nwhat is this')).rejects.toMatchObject({
      code: 'TIE_OUT_NOT_UNDERSTOOD',
      details: { line: '2' },
    });
    await expect(tieOut('open-invoices', 'Company\tAmount')).rejects.toMatchObject({ code: 'TIE_OUT_EMPTY' });
    expect(await ask(app.engine, 'tie-outs.list', { flowId: app.flowId })).toHaveLength(before.length);
  });
});
