import { beforeEach, describe, expect, test } from 'vitest';
import type { LinksOf } from '../../../main/ports/views.ts';
import type { TakenBatch } from '../../../main/store/book.ts';
import { openStore, type Store } from '../../../main/store/store.ts';
import { compileMapping } from '../../../shared/mapping/apply.ts';
import type { StreamMapping } from '../../../shared/mapping/mapping.ts';
import type { MappedDocument } from '../../../shared/model/record.ts';
import { sha256 } from '../../../main/engine/hash.ts';
import { invoice, invoiceMapping } from '../../support/engine-harness.ts';

const atUtc = '2026-11-21T10:00:00.000Z';
let store: Store;
beforeEach(() => {
  store = openStore(':memory:');
});

function mapped(key: string, total: string, mapping: StreamMapping = invoiceMapping): MappedDocument {
  const fields = invoice(key, [total, '0'], total);
  const record = { key, label: `Invoice ${key}`, changedAt: null, timeKind: 'as_of', fields } as const;
  const result = compileMapping(mapping).apply(record, sha256);
  if (!('document' in result)) throw new Error('the sample does not fit its mapping');
  return result.document;
}

function batch(id: string, sequence: number, documents: readonly MappedDocument[]): TakenBatch {
  const at = String(1_790_000_000_000_000 + sequence);
  return { id, runId: `run-${id}`, flowId: 'flow', streamId: 'invoices', sequence: at, documents };
}

function take(taken: TakenBatch, linksOf?: LinksOf, mapping = invoiceMapping): string[] {
  const outcomes = store.transaction(() => store.book.take(taken, { mapping, linksOf, atUtc }));
  return outcomes.map((one) => `${one.documentKey} ${one.outcome}`);
}

function totalOf(key: string): unknown {
  return store.book.stored('flow', 'invoices', key)?.document.header.values['total'];
}

const unconsidered = () => store.book.unconsidered('flow', ['invoices'], 100);

describe('taking documents up', () => {
  test('keeps them whole, and gives them back as they were mapped', () => {
    const document = mapped('a', '99999999999999999999999.5');
    expect(take(batch('b1', 1, [document]))).toEqual(['a delivered']);
    expect(JSON.stringify(store.book.stored('flow', 'invoices', 'a')?.document)).toBe(JSON.stringify(document));
    expect(store.book.reader('flow').document('invoices', 'a')).toEqual({
      stream: 'invoices',
      key: 'a',
      label: 'Invoice a',
      changedAt: null,
      header: document.header.values,
      lines: { invoice_lines: document.lines['invoice_lines']?.map((row) => row.values) },
    });
  });

  test('replaces a version only by another one that is not older', () => {
    take(batch('b2', 2, [mapped('a', '2')]));
    expect(take(batch('b1', 1, [mapped('a', '1')]))).toEqual(['a unchanged']);
    expect(totalOf('a')).toBe('2');
    expect(take(batch('b3', 2, [mapped('a', '3')]))).toEqual(['a delivered']);
    expect(take(batch('b4', 4, [mapped('a', '3')]))).toEqual(['a unchanged']);
    expect(totalOf('a')).toBe('3');
  });

  test('hides a document that the source no longer has, tells nothing of it, and takes it up again when it comes back', () => {
    const gone = { ...mapped('a', '0'), lines: { invoice_lines: [] }, deleted: true as const };
    take(batch('b1', 1, [mapped('a', '1')]));
    store.book.markConsidered('flow', unconsidered());
    expect(take(batch('b0', 0, [gone]))).toEqual(['a unchanged']);
    expect(take(batch('b2', 2, [gone, { ...gone, key: 'never there' }]))).toEqual([
      'a delivered',
      'never there unchanged',
    ]);
    expect(take(batch('b2', 2, [gone]))).toEqual(['a delivered']);
    expect(store.book.stored('flow', 'invoices', 'a')).toBeNull();
    expect([...store.book.reader('flow').documents('invoices')]).toEqual([]);
    expect(unconsidered()).toEqual([]);
    expect(take(batch('b3', 3, [mapped('a', '1')]))).toEqual(['a delivered']);
    expect(totalOf('a')).toBe('1');
    expect(unconsidered().map(({ before, after }) => [before?.header['total'], after.header['total']])).toEqual([
      ['1', '1'],
    ]);
  });

  test('counts what the same batch brought before as delivered again', () => {
    take(batch('b1', 1, [mapped('a', '1')]));
    store.book.markConsidered('flow', unconsidered());
    expect(take(batch('b1', 1, [mapped('a', '1')]))).toEqual(['a delivered']);
    expect(unconsidered()).toEqual([]);
  });

  test('in a repair confirms the same content without giving rules anything to look at', () => {
    take(batch('b1', 1, [mapped('a', '1')]));
    store.book.markConsidered('flow', unconsidered());
    expect(take({ ...batch('b2', 2, [mapped('a', '1')]), repair: true })).toEqual(['a delivered']);
    expect(unconsidered()).toEqual([]);
  });

  test('reads documents of an earlier mapping by that mapping', () => {
    take(batch('b1', 1, [mapped('a', '1')]));
    const { header } = invoiceMapping;
    const columns = header.columns.map((one) => (one.column === 'total' ? { ...one, column: 'amount' } : one));
    const renamed = { ...invoiceMapping, version: 2, header: { ...header, columns } };
    take(batch('b2', 2, [mapped('b', '2', renamed)]), undefined, renamed);
    const all = [...store.book.reader('flow').documents('invoices')].map((one) => [
      one.key,
      one.header['total'],
      one.header['amount'],
    ]);
    expect(all).toEqual([
      ['a', '1', undefined],
      ['b', undefined, '2'],
    ]);
  });
});

describe('what rules have not looked at', () => {
  test('comes with the version that they looked at last, however many came since', () => {
    take(batch('b1', 1, [mapped('a', '1')]));
    expect(unconsidered().map(({ before }) => before)).toEqual([null]);
    store.transaction(() => {
      store.book.markConsidered('flow', unconsidered());
    });
    expect(unconsidered()).toEqual([]);
    take(batch('b2', 2, [mapped('a', '2')]));
    take(batch('b3', 3, [mapped('a', '3')]));
    const changes = unconsidered().map(({ before, after }) => [before?.header['total'], after.header['total']]);
    expect(changes).toEqual([['1', '3']]);
  });

  test('stays, if a newer version came while they looked', () => {
    take(batch('b1', 1, [mapped('a', '1')]));
    const seen = unconsidered();
    take(batch('b2', 2, [mapped('a', '2')]));
    store.book.markConsidered('flow', seen);
    expect(unconsidered().map(({ before, after }) => [before, after.header['total']])).toEqual([[null, '2']]);
  });

  test('is given in parts, and only of the streams that are asked for', () => {
    take(
      batch(
        'b1',
        1,
        ['a', 'b', 'c'].map((key) => mapped(key, '1')),
      ),
    );
    take({ ...batch('b2', 1, [mapped('d', '1')]), streamId: 'credits' });
    const parts = (streams: string[], limit: number) =>
      store.book.unconsidered('flow', streams, limit).map(({ after }) => after.key);
    expect(parts(['invoices'], 2)).toEqual(['a', 'b']);
    expect(parts(['credits', 'invoices'], 9)).toEqual(['d', 'a', 'b', 'c']);
    expect(store.book.markAllConsidered('flow', ['invoices'])).toBe(3);
    expect([store.book.count('flow'), store.book.count('flow', false)]).toEqual([4, 1]);
  });
});

describe('reading the book', () => {
  test('goes through more documents than are read at once, also while they are written', () => {
    const keys = Array.from({ length: 450 }, (_, index) => `k${String(index).padStart(3, '0')}`);
    take(
      batch(
        'b1',
        1,
        keys.map((key) => mapped(key, '1')),
      ),
    );
    const seen: string[] = [];
    for (const { key } of store.book.reader('flow').documents('invoices')) {
      seen.push(key);
      if (key === 'k100') take(batch('b2', 2, [mapped('k300', '2')]));
    }
    expect(seen).toEqual(keys);
  });

  test('finds documents by their links, and forgets those of the version before', () => {
    const linksOf: LinksOf = ({ key, header }) => [`total|${String(header['total'])}`, `first|${key.slice(0, 1)}`];
    take(batch('b1', 1, [mapped('a1', '1'), mapped('a2', '1'), mapped('b1', '2')]), linksOf);
    const reader = store.book.reader('flow');
    const linked = (link: string) => [...reader.linked('invoices', link)].map(({ key }) => key);
    expect(linked('total|1')).toEqual(['a1', 'a2']);
    take(batch('b2', 2, [mapped('a1', '2')]), linksOf);
    expect([linked('total|1'), linked('total|2'), linked('total|')]).toEqual([['a2'], ['a1', 'b1'], []]);
    expect([...reader.links('invoices', 'first|')]).toEqual(['first|a', 'first|b']);
    expect([...reader.links('invoices', '')]).toEqual(['first|a', 'first|b', 'total|1', 'total|2']);
    expect([...reader.links('invoices', 'first|%')]).toEqual([]);
  });
});

test('a flow that is removed leaves nothing of its book and of its rules behind', () => {
  take(batch('b1', 1, [mapped('a', '1')]), () => ['x']);
  store.book.noteReadWhole('flow', 'invoices', atUtc);
  expect(store.book.readWhole('flow')).toEqual(new Map([['invoices', atUtc]]));
  const state = {
    view: 'v',
    streams: ['invoices'],
    begunAtUtc: atUtc,
    firstPassAtUtc: null,
    judgedDay: null,
    conditions: null,
    isAnew: false,
  };
  store.ruleStates.put('flow', 'r', state);
  const subject = { key: 's', label: 'S', facts: {}, items: [], amounts: [], sourceTime: null, link: null };
  store.ruleStates.putTold('flow', 'r', { turn: 2, subject, atUtc });
  expect(store.ruleStates.get('flow', 'r')).toEqual(state);
  expect(store.ruleStates.told('flow', 'r', 's')).toEqual({ turn: 2, subject, mark: null });
  store.flows.remove('flow');
  expect(store.book.count('flow')).toBe(0);
  expect([...store.book.reader('flow').links('invoices', '')]).toEqual([]);
  expect(store.book.readWhole('flow').size).toBe(0);
  expect([store.ruleStates.get('flow', 'r'), store.ruleStates.told('flow', 'r', 's')]).toEqual([null, null]);
});
