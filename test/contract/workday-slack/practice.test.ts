import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workdaySlack } from '../../../main/integrations/workday-slack/integration.ts';
import type { BookChange, BookDocument, MessageView } from '../../../main/ports/views.ts';
import { factsSchema, subjectSchema, type Subject } from '../../../shared/messages/facts.ts';
import { sumAmounts } from '../../../shared/money/decimal.ts';
import { bookedWithoutDocument } from '../../../sandbox/world/changes.ts';
import { makeChanges } from '../../../sandbox/world/rounds.ts';
import { MemoryBook } from '../../support/memory-book.ts';
import { startHarness, type Harness } from '../workday/harness.ts';
import { readEverything, type ReadBook } from './practice-book.ts';

const { messaging } = workdaySlack;
const views = messaging?.views ?? [];

let harness: Harness;
let read: ReadBook;
let book: MemoryBook;
beforeAll(async () => {
  harness = await startHarness({ scale: 1 });
  read = await readEverything(harness);
  book = new MemoryBook();
  book.take(read.documents);
});
afterAll(() => harness.close());

function viewOf(id: string): MessageView {
  const view = views.find((one) => one.id === id);
  if (view === undefined) throw new Error(`no view ${id}`);
  return view;
}

function allSubjects(view: MessageView): Map<string, Subject> {
  const all = new Map<string, Subject>();
  for (const key of view.keys(book)) {
    const subject = view.subject(key, book);
    if (subject !== null) all.set(key, subject);
  }
  return all;
}

/** Sums by currency. */
function summed(amounts: Iterable<{ readonly currency: string; readonly amount: string }>): Map<string, string> {
  const sums = new Map<string, string>();
  for (const { currency, amount } of amounts) sums.set(currency, sumAmounts([sums.get(currency) ?? '0', amount]));
  return sums;
}

function amountsOf(view: MessageView): Map<string, string> {
  return summed([...allSubjects(view).values()].flatMap(({ amounts }) => amounts));
}

function columnSums(stream: string, column: string, fits: (document: BookDocument) => boolean = () => true) {
  const chosen = read.documents.filter((document) => document.stream === stream && fits(document));
  return summed(
    chosen.map(({ header }) => ({ currency: String(header['currency_code']), amount: String(header[column]) })),
  );
}

describe('the practice Workday, read for Slack', () => {
  it('gives every record but those that are unsound on purpose; a journal that does not balance is told instead', () => {
    const expected = harness.workday.world.expectedRejections.filter(({ stream }) => stream !== 'suppliers');
    const wids = (list: readonly { stream: string; wid: string }[]): string[] =>
      list.map(({ stream, wid }) => `${stream} ${wid}`).sort();
    expect(wids(read.rejected)).toEqual(wids(expected.filter(({ stream }) => stream !== 'journal_entries')));
    const [unbalanced] = expected.filter(({ stream }) => stream === 'journal_entries');
    const journals = [...allSubjects(viewOf('journal_entries')).values()];
    expect(journals.filter(({ facts }) => facts['is_balanced'] !== true)).toEqual([
      expect.objectContaining({
        key: unbalanced?.wid,
        facts: expect.objectContaining({ difference: '0.01', currency: 'EUR' }) as unknown,
      }),
    ]);
  });

  it.each(views.map((view) => [view.id, view] as const))('%s tells subjects of its own catalogue alone', (_, view) => {
    const names = new Set(view.facts.map(({ name }) => name));
    const subjects = [...allSubjects(view).values()];
    expect(subjects.length).toBeGreaterThan(30);
    for (const subject of subjects) {
      expect(() => subjectSchema.parse(subject)).not.toThrow();
      expect(Object.keys(subject.facts).sort()).toEqual([...names].sort());
      for (const item of subject.items) expect(() => factsSchema.parse(item)).not.toThrow();
      for (const { name, type } of view.facts) {
        const value = subject.facts[name] ?? null;
        if (value !== null && type === 'boolean') expect(typeof value).toBe('boolean');
        if (value !== null && type === 'texts') expect(Array.isArray(value)).toBe(true);
        if (value !== null && type === 'money') expect(value).toMatch(/^-?\d+(\.\d+)?$/);
        if (value !== null && type === 'date') expect(value).toMatch(/^\d{4}-\d\d-\d\d$/);
      }
    }
  });

  it('tells nothing of bank accounts, wages and memos', () => {
    const all = views.flatMap((view) => [...allSubjects(view).values()]);
    const told = JSON.stringify(all);
    expect(told).toContain('PAY-');
    expect(told).not.toMatch(/PRACTICE-(?:BANK|PAYROLL)|CHK-\d|as agreed|Month-end|weekly run|returned goods/i);
  });

  it('tells amounts that add up to those of the documents', () => {
    expect(amountsOf(viewOf('supplier_invoices'))).toEqual(columnSums('supplier_invoices', 'invoice_total'));
    expect(amountsOf(viewOf('payments'))).toEqual(columnSums('payments', 'payment_amount'));
    const inRun = ({ header }: BookDocument): boolean => header['settlement_run_wid'] !== null;
    expect(amountsOf(viewOf('payment_runs'))).toEqual(columnSums('payments', 'payment_amount', inRun));
    const debits = [...allSubjects(viewOf('journal_entries')).values()];
    expect(sumAmounts(debits.map(({ facts }) => String(facts['debit'])))).toBe(
      sumAmounts(read.documents.flatMap(({ header }) => String(header['total_ledger_debits'] ?? ''))),
    );
  });

  it('has control accounts that agree with their documents, in every month, company and currency', () => {
    const subjects = [...allSubjects(viewOf('gl_discrepancies')).values()];
    expect(new Set(subjects.map(({ facts }) => facts['account']))).toEqual(new Set(['2000']));
    expect(subjects.filter(({ facts }) => facts['agrees'] !== true)).toEqual([]);
    const moved = subjects.filter(({ facts }) => facts['control_movement'] !== '0');
    expect(moved.length).toBeGreaterThan(50);
  });

  it('has invoices that are paid as the world says, where the payment is out', () => {
    const { world } = harness.workday;
    const words = { PAID: 'paid', PARTIALLY_PAID: 'partially paid', UNPAID: 'unpaid' } as const;
    const isOut = (wid: string): boolean =>
      [...book.linked('payments', `document|${wid}`)].every(({ header }) => header['status_name'] !== 'In Progress');
    const judged: [unknown, unknown][] = [];
    for (let index = 0; index < world.count('invoice'); index += 1) {
      const { status, payment } = world.current('invoice', index);
      const wid = world.wid('invoice', index);
      if (status !== 'APPROVED' || payment === null || !isOut(wid)) continue;
      judged.push([viewOf('supplier_invoices').subject(wid, book)?.facts['payment_status'], words[payment]]);
    }
    expect(judged.length).toBeGreaterThan(200);
    expect(judged.filter(([told, real]) => told !== real)).toEqual([]);
  });

  it('has payment runs with exceptions, which say what is wrong', () => {
    const exceptions = [...allSubjects(viewOf('payment_runs')).values()].flatMap(({ items }) => items);
    expect(new Set(exceptions.map(({ problem }) => problem))).toEqual(
      new Set(['Not paid, although others of the run are']),
    );
  });
});

describe('what changes in the practice world', () => {
  it('touches every subject that differs, and each was before what it was', async () => {
    const known = new Map(read.documents.map((document) => [`${document.stream} ${document.key}`, document]));
    for (let round = 0; round < 4; round += 1) {
      const old = new Map(views.map((view) => [view.id, allSubjects(view)]));
      await harness.clock.sleep(120_000);
      makeChanges(harness.workday.world, harness.clock.now());
      await harness.clock.sleep(120_000);
      const { documents } = await readEverything(harness);
      const changed = documents.filter(
        (document) => JSON.stringify(known.get(`${document.stream} ${document.key}`)) !== JSON.stringify(document),
      );
      for (const document of changed) known.set(`${document.stream} ${document.key}`, document);
      const changes = book.take(changed);
      expect(changes.length).toBeGreaterThan(4);
      for (const view of views) expectToldRight(view, changes, old.get(view.id) ?? new Map());
      expectPayablesToldRight();
    }
  });
});

/** The payables account differs by what somebody booked by hand and nobody has booked back, and by nothing else. */
function expectPayablesToldRight(): void {
  const { world } = harness.workday;
  const place = bookedWithoutDocument(world);
  const differing = [...allSubjects(viewOf('gl_discrepancies')).values()].filter(
    ({ facts }) => facts['agrees'] !== true,
  );
  const open = place === undefined ? null : world.current('manual-journal', place);
  const expected = open === null ? [] : [[open.company, open.currency, open.lines.at(-1)?.credit]];
  const told = differing.map(({ facts }) => ['company_id', 'currency', 'difference'].map((name) => facts[name]));
  expect(told).toEqual(expected);
}

function expectToldRight(view: MessageView, changes: readonly BookChange[], old: ReadonlyMap<string, Subject>): void {
  const touched = view.touched(changes, book);
  for (const [key, own] of touched) {
    expect(view.subjectBefore(key, changes, book)).toEqual(old.get(key) ?? null);
    // The changes that touch it are all that it takes.
    expect(view.subjectBefore(key, own, book)).toEqual(old.get(key) ?? null);
  }
  const now = allSubjects(view);
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    if (touched.has(key)) expect(view.subject(key, book)).toEqual(now.get(key) ?? null);
    else expect(now.get(key), `${view.id} ${key} differs and was not touched`).toEqual(old.get(key));
  }
}
