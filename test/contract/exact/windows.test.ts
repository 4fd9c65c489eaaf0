import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Source, WindowRequest } from '../../../main/ports/source.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import { everything, gather, never, readAll, startPractice, type ExactPractice } from './harness.ts';
import { Mirror, present } from './mirror.ts';

const DAY = 86_400_000;
/** Streams whose deletions Exact tells of at once. */
const toldAtOnce = ['gl_accounts', 'accounts', 'items'];

describe('following Exact Online', () => {
  let practice: ExactPractice;
  let source: Source;
  let mirror: Mirror;
  beforeAll(async () => {
    practice = await startPractice({ scale: 0.25 });
    // Two companies of three: as much as there is to go wrong, in less time.
    source = practice.source({ divisions: [practice.divisions[0], practice.divisions[2]].join(',') });
    mirror = new Mirror(source);
  });
  afterAll(async () => {
    await practice.close();
  });

  const ids = (): string[] => source.streams.map(({ id }) => id);
  const difference = async (stream: string): Promise<{ missing: string[]; stale: string[]; extra: string[] }> => {
    const truth = await present(source, stream);
    const mine = mirror.records(stream);
    return {
      missing: [...truth.keys()].filter((key) => !mine.has(key)),
      stale: [...truth]
        .filter(([key, fields]) => mine.has(key) && !sameFields(mine.get(key), fields))
        .map(([key]) => key),
      extra: [...mine.keys()].filter((key) => !truth.has(key)),
    };
  };

  it('brings everything at first, and nothing more than the overlap when nothing has changed', async () => {
    for (const id of ids()) {
      await mirror.follow(id);
      expect(await difference(id), id).toEqual({ missing: [], stale: [], extra: [] });
    }
    for (const id of ids()) {
      const again = await readAll(source, id, { kind: 'incremental', cursor: mirror.cursor(id) });
      expect(again.records.length, id).toBe(0);
      expect(again.description, id).toContain('changes');
    }
  });

  it('has every version of every round of changes, and deletions at the latest after a week', async () => {
    for (let round = 0; round < 5; round += 1) {
      practice.exact.books.change();
      await practice.clock.advance(DAY / 24);
      for (const id of ids()) await mirror.follow(id);
    }
    for (const id of ids()) {
      const { missing, stale, extra } = await difference(id);
      expect({ missing, stale }, id).toEqual({ missing: [], stale: [] });
      if (toldAtOnce.includes(id)) expect(extra, id).toEqual([]);
    }
    await practice.clock.advance(8 * DAY);
    for (const id of ids()) {
      expect(await mirror.follow(id), id).toContain('(weekly)');
      expect(await difference(id), id).toEqual({ missing: [], stale: [], extra: [] });
    }
  });

  it('names the keys of all journal entries once a week, and fetches only those that changed', async () => {
    await practice.clock.advance(8 * DAY);
    const read = await readAll(source, 'journal_entries', {
      kind: 'incremental',
      cursor: mirror.cursor('journal_entries'),
    });
    expect(read.description).toMatch(/^changes, and which are still there \(weekly\)/);
    expect(read.records).toEqual([]);
    expect(new Set(read.present)).toEqual(new Set(mirror.records('journal_entries').keys()));
    expect(read.complete).toHaveLength(2);
  });

  it('reads a company whole again when its data was moved, whether versions rose or fell', async () => {
    const [first = 0] = practice.divisions;
    await mirror.follow('items');
    for (let times = 0; times < 2; times += 1) {
      practice.exact.books.move(first);
      // The list of companies is kept for a few minutes.
      await practice.clock.advance(DAY / 24);
      const description = await mirror.follow('items');
      expect(description).toContain(`companies ${String(first)}: everything (its data was moved at Exact)`);
      expect(description).toMatch(/: changes/);
      expect(await difference('items')).toEqual({ missing: [], stale: [], extra: [] });
      practice.exact.books.change();
      await mirror.follow('items');
      expect(await difference('items')).toEqual({ missing: [], stale: [], extra: [] });
    }
  });

  it('reads everything again after 50 days, and where the cursor is of another site', async () => {
    const cursor = mirror.cursor('items') as JsonObject;
    const other = await source.openWindow(
      'items',
      { kind: 'incremental', cursor: { ...cursor, host: 'https://start.exactonline.be' } },
      never,
    );
    expect(other.description).toMatch(/^everything,/);
    await practice.clock.advance(51 * DAY);
    // Nobody was signed in for so long: a person signs in again, and the cursor is still of use.
    practice.exact.signIn();
    practice.secrets['tokens'] = practice.exact.secrets['tokens'] ?? '';
    const late = await source.openWindow('items', { kind: 'incremental', cursor }, never);
    expect(late.description).toMatch(/^everything \(the last read is too long ago\),/);
  });
});

/**
 * Names and descriptions of what a record points to are those of today, in Exact as well: renaming a supplier changes no invoice, so no
 * feed tells of it.
 */
const borrowed = /^(?!name$|description$).*(_name|_description)$/;

function sameFields(a: JsonObject | undefined, b: JsonObject): boolean {
  const own = (fields: JsonObject | undefined): string =>
    JSON.stringify(fields, (name, value: unknown) => (borrowed.test(name) ? undefined : value));
  return own(a) === own(b);
}

describe('windows of Exact Online', () => {
  let practice: ExactPractice;
  let source: Source;
  beforeAll(async () => {
    practice = await startPractice({ scale: 0.25 });
    source = practice.source();
  });
  afterAll(async () => {
    await practice.close();
  });

  it('reads the other companies where one is archived, unknown or refused, and passes none of them', async () => {
    const [first = 0, second = 0] = practice.divisions;
    const archived = practice.exact.books.divisions.find(({ status }) => status === 2)?.code ?? 0;
    const outside = practice.exact.books.divisions.find(({ inScope }) => !inScope)?.code ?? 0;
    const some = practice.source({ divisions: [archived, first, outside, second].join(',') });
    practice.exact.setFault(`user-rights-missing@${String(second)}`, true);
    const read = await readAll(some, 'cost_centers');
    practice.exact.setFault(`user-rights-missing@${String(second)}`, false);
    expect(read.failed.map(({ code, details }) => [code, details['division']])).toEqual([
      ['EXACT_COMPANY_CLOSED', archived],
      ['EXACT_COMPANY_UNKNOWN', outside],
      ['EXACT_RIGHTS_MISSING', second],
    ]);
    expect(read.announced).toBeNull();
    expect(new Set(read.records.map(({ fields }) => fields['division_code']))).toEqual(new Set([String(first)]));
    expect(Object.keys((read.cursor as { divisions: object }).divisions)).toEqual([String(first)]);
    const next = await readAll(some, 'cost_centers', { kind: 'incremental', cursor: read.cursor });
    expect(next.description).toContain(`companies ${String(first)}: changes`);
    expect(next.description).toContain(`companies ${String(archived)}: cannot be read (archived)`);
    expect(next.description).toContain(`companies ${String(second)}: everything`);
  });

  it('reads a company that was added whole, and leaves one that was removed', async () => {
    const [first = 0, second = 0] = practice.divisions;
    const one = await readAll(practice.source({ divisions: String(first) }), 'gl_accounts');
    const both = practice.source({ divisions: `${String(first)},${String(second)}` });
    const more = await readAll(both, 'gl_accounts', { kind: 'incremental', cursor: one.cursor });
    expect(new Set(more.records.map(({ fields }) => fields['division_code']))).toEqual(new Set([String(second)]));
    const less = await readAll(practice.source({ divisions: String(second) }), 'gl_accounts', {
      kind: 'incremental',
      cursor: more.cursor,
    });
    expect([less.records, less.gone, less.complete]).toEqual([[], [], []]);
  });

  it('leaves companies without the Purchase module out, says so, and asks them again after a day', async () => {
    const asked = (): number =>
      practice.exact.requests.filter(({ path, status }) => path.includes('PurchaseInvoices') && status === 403).length;
    const before = asked();
    const read = await readAll(source, 'purchase_invoices');
    expect(read.description).toContain('left out (no Purchase module, or no right to it)');
    expect(read.failed).toEqual([]);
    expect(read.records.length).toBeGreaterThan(0);
    const withoutModule = asked() - before;
    expect(withoutModule).toBeGreaterThan(0);
    const next: WindowRequest = { kind: 'incremental', cursor: read.cursor };
    await source.openWindow('purchase_invoices', next, never);
    expect(asked() - before).toBe(withoutModule);
    await practice.clock.advance(DAY + 1);
    await source.openWindow('purchase_invoices', next, never);
    expect(asked() - before).toBe(2 * withoutModule);
  });

  it('reads what is dated within days, and moves no cursor', async () => {
    for (const [stream, field] of [
      ['purchase_orders', 'order_date'],
      ['purchase_entries', 'entry_date'],
      ['sales_invoices', 'invoice_date'],
      ['journal_entries', 'date'],
      ['bank_entries', 'date'],
    ] as const) {
      const all = (await readAll(source, stream)).records;
      const dateOf = (one: (typeof all)[number]): string => one.fields[field] as string;
      const dates = all.map(dateOf).sort();
      const [from = '', to = ''] = [dates[Math.floor(dates.length / 3)], dates[Math.floor((2 * dates.length) / 3)]];
      const expected = all.filter((one) => dateOf(one) >= from && dateOf(one) <= to);
      const read = await readAll(source, stream, { kind: 'range', from, to });
      expect(new Set(read.records.map(({ key }) => key)), stream).toEqual(new Set(expected.map(({ key }) => key)));
      expect(read.records.length).toBeGreaterThan(1);
      expect([read.cursor, read.gone, read.complete]).toEqual([null, [], []]);
      expect(read.description).toContain(`dated ${from} to ${to}`);
    }
    const whole = await readAll(source, 'items', { kind: 'range', from: '2026-01-01', to: '2026-01-31' });
    expect(whole.description).toContain('everything (it has no dates)');
    expect(whole.cursor).toBeNull();
    await expect(source.openWindow('items', { kind: 'range', from: 'soon', to: '' }, never)).rejects.toMatchObject({
      code: 'APP_BAD_REQUEST',
    });
  });

  it('tells what a reading would cost before it is begun', async () => {
    const cold = practice.source();
    const wanted = ['purchase_entries', 'journal_entries', 'gl_accounts'].map((id) => ({ id, request: everything }));
    const forecast = await cold.forecast?.(wanted, never);
    expect(forecast?.map(({ part }) => Number(part))).toEqual([...practice.divisions]);
    practice.exact.requests.length = 0;
    for (const { id } of wanted) await readAll(cold, id);
    // The list of companies is asked for once for all streams of a run.
    const cost = practice.divisions.map(
      (code) =>
        practice.exact.requests.filter(({ division, path }) => division === code && !path.includes('Divisions')).length,
    );
    for (const [at, part] of (forecast ?? []).entries()) {
      expect(part.calls).toBe(cost[at]);
      // One call in twenty is left to others, and no reading can count on it.
      expect([part.perDay, part.keptBack]).toEqual([950_000, 50_000]);
      expect(part.left).toBeGreaterThan(900_000);
      expect(part.left).toBeLessThan(950_000);
      expect(part.label).not.toBe('');
    }
  });

  it('survives numbers as text, padded codes and feeds out of order', async () => {
    const plain = new Map<string, unknown>();
    for (const { id } of source.streams) plain.set(id, (await readAll(source, id)).records);
    for (const fault of ['numbers-as-text', 'codes-padded', 'sync-out-of-order']) practice.exact.setFault(fault, true);
    for (const { id } of source.streams) {
      const { records } = await readAll(practice.source(), id);
      const byKey = (all: typeof records): typeof records => all.toSorted((a, b) => (a.key < b.key ? -1 : 1));
      expect(byKey(records), id).toEqual(byKey(plain.get(id) as typeof records));
    }
    for (const fault of ['numbers-as-text', 'codes-padded', 'sync-out-of-order']) practice.exact.setFault(fault, false);
  });

  it('keeps companies apart: a call is under way in each at most once, and a key of one is nothing to another', async () => {
    expect(practice.exact.overlaps()).toBe(0);
    const [first = 0, second = 0] = practice.divisions;
    const [record] = (await readAll(practice.source({ divisions: String(first) }), 'items')).records;
    const [, id] = JSON.parse(record?.key ?? '[]') as string[];
    const found = await gather(source.readByKey('items', [JSON.stringify([String(second), id])], never));
    expect(found.records).toEqual([]);
    expect((await gather(source.readByKey('items', ['not a key', '["x","y"]'], never))).records).toEqual([]);
  });

  it('throws rather than let all records of a company look gone', async () => {
    const archived = practice.exact.books.divisions.find(({ status }) => status === 2)?.code ?? 0;
    const key = JSON.stringify([String(archived), '01234567-89ab-cdef-0123-456789abcdef']);
    await expect(gather(source.readByKey('items', [key], never))).rejects.toMatchObject({
      code: 'EXACT_COMPANY_CLOSED',
    });
  });
});
