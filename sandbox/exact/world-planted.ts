import { dayText } from '../world/calendar.ts';
import { latestFirstEntry } from '../world/base.ts';
import type { Doc, DocLine, Entered } from './books-facts.ts';
import { guidOf } from './books-ids.ts';
import type { ExpectedRefusal } from './books.ts';
import { entered, entryNumber, type Making } from './make-common.ts';
import { ENDED_CENTER, UNKNOWN_CENTER } from './world-ledger.ts';
import { pickSupplier } from './world-parties.ts';
import { SeededRandom } from '../world/random.ts';

/** Planted documents stand behind the others of their kind, in this order. */
const PLANTED = {
  entry: ['unknown cost center', 'cost center missing', 'ended cost center', 'no account'],
  order: ['too precise'],
  general: ['cost center not wanted', 'unbalanced'],
} as const;

/** Status of an entry that was rejected, so that it is in no ledger. */
const REJECTED = 5;

type Fresh = Omit<Doc, 'number' | 'date' | 'journal' | 'lines' | 'currency' | 'rate'>;

interface Place {
  readonly index: number;
  readonly journal: string;
}

function plant(making: Making, { index, journal }: Place, rest: Fresh, lines: readonly DocLine[]): Entered<Doc> {
  const { base, company } = making;
  const date = dayText(base.today - 12 - (index % 5));
  const number = journal === '' ? 10_001 + index : entryNumber(date, journal, index);
  const doc: Doc = { number, date, journal, currency: company.currency, rate: '1', lines, ...rest };
  const created = latestFirstEntry(base) - 3_600_000 - index * 1000;
  return entered(doc, { date, created, modified: created });
}

function plantedEntries(making: Making): Entered<Doc>[] {
  const line = (parts: Partial<DocLine>): DocLine[] => [
    { id: 1, account: '6060', amount: '310.4', description: 'Sound line', vat: '1', center: 'CC-400' },
    { id: 2, account: '6060', amount: '125.75', description: 'Planted line', vat: '1', ...parts },
  ];
  const lines = [
    line({ center: UNKNOWN_CENTER }),
    line({ account: '6000' }),
    line({ center: ENDED_CENTER }),
    line({ account: null }),
  ];
  const random = new SeededRandom(making.seed);
  return lines.map((parts, at) => {
    const status = PLANTED.entry[at] === 'no account' ? REJECTED : 20;
    const party = pickSupplier(random, making.accounts);
    const place = { index: making.counts.entry + at, journal: '60' };
    const description = `Planted: ${PLANTED.entry[at] ?? ''}`;
    return plant(making, place, { status, type: 30, party, yourRef: `F-X-${at + 1}`, terms: '30', description }, parts);
  });
}

/** Documents that must be held, or rejected, from the start. */
export function plantedDocs(making: Making): Readonly<Record<'entry' | 'order' | 'general', readonly Entered<Doc>[]>> {
  const { counts } = making;
  const precise: DocLine = { id: 1, item: 13, account: '5000', quantity: '3', price: '12.34567891', discount: '0', amount: '37.04', description: 'Planted: eight decimals', vat: '1', received: '0', invoiced: '0' }; // oxfmt-ignore
  const orderRest = { status: 2, type: 1, party: 0, terms: '30', description: 'Planted: too precise' };
  const charges = (amount: string, parts: Partial<DocLine>): DocLine[] => [
    { id: 1, account: '6810', amount: '18.5', description: 'Bank charges', ...parts },
    { id: 2, account: '2050', amount, description: 'Accrued' },
  ];
  const general = { status: 20, type: 90 };
  const at = (index: number): Place => ({ index: counts.general + index, journal: '90' });
  return {
    entry: plantedEntries(making),
    order: [plant(making, { index: counts.order, journal: '' }, orderRest, [precise])],
    general: [
      plant(
        making,
        at(0),
        { ...general, description: 'Planted: cost center not wanted' },
        charges('-18.5', { center: 'CC-410' }),
      ),
      plant(making, at(1), { ...general, description: 'Planted: unbalanced' }, charges('-18.49', {})),
    ],
  };
}

/** The documents of a division that the app must reject. */
export function plantedRejections(
  division: number,
  seed: number,
  counts: Making['counts'],
): readonly ExpectedRefusal[] {
  return [
    {
      division,
      stream: 'purchase_orders',
      entity: 'PurchaseOrders',
      key: guidOf(seed, 'order', counts.order),
      why: 'the unit price of a line has 8 decimals and does not fit DECIMAL(38,6)',
    },
    {
      division,
      stream: 'purchase_entries',
      entity: 'PurchaseEntries',
      key: guidOf(seed, 'entry', counts.entry + PLANTED.entry.indexOf('no account')),
      why: 'a line names no GL account',
    },
    {
      division,
      stream: 'journal_entries',
      entity: 'Transactions',
      key: guidOf(seed, 'general', counts.general + PLANTED.general.indexOf('unbalanced')),
      why: 'debits and credits of the journal entry differ by 0.01',
    },
  ];
}

/** True for what rounds must leave alone. */
export function isPlanted(kind: string, index: number, counts: Making['counts']): boolean {
  if (!(kind in PLANTED)) return false;
  const count = counts[kind as keyof typeof PLANTED];
  return index >= count && index < count + PLANTED[kind as keyof typeof PLANTED].length;
}
