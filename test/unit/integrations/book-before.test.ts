import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bookBefore } from '../../../main/integrations/workday-slack/views/book-before.ts';
import type { BookDocument, BookReader } from '../../../main/ports/views.ts';
import { documentOf, MemoryBook } from '../../support/memory-book.ts';
import { ofInvoice, paymentFields, journalFields, ref } from '../../support/workday-fields.ts';

const keys = ['a', 'b', 'c', 'd', 'e'];
const runs = ['r1', 'r2'];
const months = ['2026-10', '2026-11'];

const payment = fc
  .record({ key: fc.constantFrom(...keys), run: fc.constantFrom(...runs), month: fc.constantFrom(...months) })
  .map(({ key, run, month }) =>
    documentOf('payments', key, paymentFields('1', [], { settlement_run: ref(run, run), payment_date: `${month}-05` })),
  );
const journal = fc
  .record({ key: fc.constantFrom(...keys), account: fc.constantFrom('2000', '2010') })
  .map(({ key, account }) =>
    documentOf('journal_entries', key, journalFields([{ account, credit: '1' }], ofInvoice(key))),
  );
const versions = fc.uniqueArray(fc.oneof(payment, journal), {
  maxLength: 8,
  selector: ({ stream, key }) => `${stream} ${key}`,
});

/** Everything that a reader can be asked in this little world. */
function allThatIsThere(book: BookReader): unknown {
  return ['payments', 'journal_entries'].map((stream) => {
    const links = [...book.links(stream, '')];
    return {
      documents: [...book.documents(stream)],
      byKey: keys.map((key) => book.document(stream, key)),
      links,
      beginning: [...book.links(stream, 'month|')],
      noted: links.map((link) => [...book.noted(stream, link)]),
      linked: links.map((link) => [...book.linked(stream, link)].map(({ key }) => key)),
    };
  });
}

describe('the book as it was before changes', () => {
  it('is the book that there was, whatever was taken up and changed', () => {
    const property = fc.property(versions, versions, (first: BookDocument[], second: BookDocument[]) => {
      const old = new MemoryBook();
      old.take(first);
      const now = new MemoryBook();
      now.take(first);
      const changes = now.take(second);
      expect(allThatIsThere(bookBefore(changes, now))).toEqual(allThatIsThere(old));
    });
    fc.assert(property, { numRuns: 300 });
  });

  it('is made once for a pass', () => {
    const book = new MemoryBook();
    const changes = book.take([documentOf('payments', 'a', paymentFields('1', []))]);
    expect(bookBefore(changes, book)).toBe(bookBefore(changes, book));
    expect(bookBefore([...changes], book)).not.toBe(bookBefore(changes, book));
    expect(bookBefore(changes, new MemoryBook())).not.toBe(bookBefore(changes, book));
  });
});
