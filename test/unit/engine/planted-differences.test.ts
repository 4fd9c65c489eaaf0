import { expect, test } from 'vitest';
import type { MappedDocument, Row } from '../../../shared/model/record.ts';
import { canonicalDecimal, addDecimals, parseDecimal, ZERO } from '../../../shared/money/decimal.ts';
import { createHarness, invoice, type Harness } from '../../support/engine-harness.ts';
import { createSeededRandom } from '../../support/virtual-clock.ts';

const times = 100;
const plus = (a: string, b: string): string =>
  canonicalDecimal(addDecimals(parseDecimal(a) ?? ZERO, parseDecimal(b) ?? ZERO));
const negated = (text: string): string => (text.startsWith('-') ? text.slice(1) : `-${text}`);

type Plant = (document: MappedDocument, next: () => number) => MappedDocument;

function withLines(document: MappedDocument, lines: readonly Row[]): MappedDocument {
  return { ...document, lines: { invoice_lines: [...lines] } };
}

function linesOf(document: MappedDocument): readonly Row[] {
  return document.lines['invoice_lines'] ?? [];
}

function withHeader(document: MappedDocument, change: Readonly<Record<string, string>>): MappedDocument {
  return { ...document, header: { ...document.header, values: { ...document.header.values, ...change } } };
}

/** Changes the amount of one line at random. */
function withAmount(document: MappedDocument, next: () => number, change: (amount: string) => string): MappedDocument {
  const at = Math.floor(next() * linesOf(document).length);
  return withLines(
    document,
    linesOf(document).map((line, index) =>
      index === at
        ? { key: line.key, hash: line.hash, values: { ...line.values, amount: change(String(line.values['amount'])) } }
        : line,
    ),
  );
}

const plants: readonly (readonly [name: string, plant: Plant])[] = [
  [
    'a header that is 0.01 off',
    (document) => withHeader(document, { total: plus(String(document.header.values['total']), '0.01') }),
  ],
  ['a line that is 0.01 off', (document, next) => withAmount(document, next, (amount) => plus(amount, '-0.01'))],
  [
    'a dropped line',
    (document, next) =>
      withLines(document, linesOf(document).toSpliced(Math.floor(next() * linesOf(document).length), 1)),
  ],
  ['a doubled line', (document) => withLines(document, [...linesOf(document), ...linesOf(document).slice(0, 1)])],
  ['a flipped sign', (document, next) => withAmount(document, next, negated)],
  ['a wrong currency', (document) => withHeader(document, { currency: 'USD' })],
];

/** One to five lines, none of nothing, some negative. */
function randomInvoice(key: string, next: () => number): ReturnType<typeof invoice> {
  const amounts = Array.from({ length: 1 + Math.floor(next() * 5) }, () => {
    const cents = 1 + Math.floor(next() * 999_999);
    return `${next() < 0.2 ? '-' : ''}${String(Math.floor(cents / 100))}.${String(cents % 100).padStart(2, '0')}`;
  });
  return invoice(key, amounts, amounts.reduce(plus, '0'));
}

function fill(harness: Harness, next: () => number): void {
  for (let n = 0; n < 20; n += 1) harness.source.put(`k${String(n)}`, randomInvoice(`k${String(n)}`, next));
}

test.each(plants)('%s at the destination is found 100 of 100 times, and set right', async (name, plant) => {
  const { next } = createSeededRandom(`landed ${name}`);
  const harness = createHarness();
  fill(harness, next);
  await harness.sync();
  const { rows } = harness.destination;
  let caught = 0;
  for (let time = 0; time < times; time += 1) {
    const key = `k${String(Math.floor(next() * 20))}`;
    const landed = rows.get(key);
    if (landed === undefined) throw new Error(`${key} did not land`);
    rows.set(key, { ...landed, document: plant(landed.document, next) });
    const run = await harness.sync({ verify: true });
    if (run.streams[0]?.error?.code === 'ENGINE_TOTALS_DIFFER') caught += 1;
    const repaired = await harness.sync({ verify: true });
    expect(repaired.state).toBe('succeeded');
  }
  expect(caught).toBe(times);
});

test.each(plants)('%s between the source and the destination is found 100 of 100 times', async (name, plant) => {
  const { next } = createSeededRandom(`staged ${name}`);
  const harness = createHarness();
  fill(harness, next);
  await harness.sync();
  const { batches } = harness.store;
  const get = batches.get.bind(batches);
  let caught = 0;
  for (let time = 0; time < times; time += 1) {
    const key = `k${String(Math.floor(next() * 20))}`;
    harness.source.put(key, randomInvoice(key, next));
    batches.get = (id) => {
      const stored = get(id);
      if (stored === null) return null;
      const documents = stored.batch.documents.map((one) => (one.key === key ? plant(one, next) : one));
      return { ...stored, batch: { ...stored.batch, documents } };
    };
    const run = await harness.sync();
    batches.get = get;
    if (run.streams[0]?.error?.code === 'ENGINE_TOTALS_DIFFER') caught += 1;
    const repaired = await harness.sync({ verify: true });
    expect(repaired.state).toBe('succeeded');
  }
  expect(caught).toBe(times);
});
