import type {
  BookCell,
  BookChange,
  BookDivision,
  BookEntity,
  BookRow,
  DeletedRow,
  ExactBooks,
} from '../../sandbox/exact/books.ts';

type Cells = Readonly<Record<string, BookCell>>;

/** Books of a few records that a test puts in itself. */
export interface SmallBooks extends ExactBooks {
  /** Adds or replaces a record; `parent` makes it a line. Gives its row version. */
  put(entity: BookEntity, key: string, cells: Cells, options?: { parent?: string; division?: number }): bigint;
  remove(entity: BookEntity, key: string, entityType: number): void;
  tell(change: Omit<BookChange, 'at'>): void;
}

export const SMALL = 2_256_995;
export const NO_PURCHASE = 2_256_996;
export const NOT_ALLOWED = 2_256_997;
export const ARCHIVED = 2_256_998;

const KEYS: Partial<Record<BookEntity, string>> = {
  PurchaseOrders: 'PurchaseOrderID',
  PurchaseEntries: 'EntryID',
  SalesInvoices: 'InvoiceID',
  GeneralJournalEntries: 'EntryID',
  BankEntries: 'EntryID',
  Transactions: 'EntryID',
};

function divisions(): BookDivision[] {
  const company = { vatNumber: 'NL001', country: 'NL', currency: 'EUR', status: 1, inScope: true } as const;
  const more = { hasPurchaseModule: true, movedAt: null };
  return [
    { code: SMALL, hid: 1, description: 'Small & Sons', ...company, ...more },
    { code: NO_PURCHASE, hid: 2, description: 'No purchase', ...company, ...more, hasPurchaseModule: false },
    { code: NOT_ALLOWED, hid: 3, description: 'Not allowed', ...company, ...more, inScope: false },
    { code: ARCHIVED, hid: 4, description: 'Old', ...company, ...more, status: 2 },
  ];
}

/** A guid that ends with the number. */
export function guid(number: number): string {
  return `11111111-2222-4333-8444-${String(number).padStart(12, '0')}`;
}

/** Empty books of four companies: one in use, one without the Purchase module, one not allowed, one archived. */
export function smallBooks(clock: { now(): number }): SmallBooks {
  const tables = new Map<string, Map<string, BookRow>>();
  const gone: DeletedRow[] = [];
  const listeners: ((change: BookChange) => void)[] = [];
  let version = 1_000n;
  const table = (division: number, entity: BookEntity): Map<string, BookRow> => {
    const name = `${String(division)} ${entity}`;
    const known = tables.get(name) ?? new Map<string, BookRow>();
    tables.set(name, known);
    return known;
  };
  const next = (): bigint => {
    version += 1n;
    return version;
  };
  const put: SmallBooks['put'] = (entity, key, cells, { parent = null, division = SMALL } = {}) => {
    const own = { [KEYS[entity] ?? 'ID']: key, ...cells };
    const row = { key, parent, version: next(), modified: clock.now(), cells: own };
    table(division, entity).delete(key);
    table(division, entity).set(key, row);
    return row.version;
  };
  return {
    ...{ divisions: divisions(), customer: 'Small group', rounds: 0, put },
    rows: (division, entity) => [...table(division, entity).values()],
    find: (division, entity, key) => table(division, entity).get(key.toLowerCase()),
    linesOf: (division, entity, key) => [...table(division, entity).values()].filter((row) => row.parent === key),
    deleted: () => gone,
    remove: (entity, key, entityType) => {
      table(SMALL, entity).delete(key);
      gone.push({ version: next(), key, entityType, deletedAt: clock.now() });
    },
    change: () => [],
    write: (division, entity, key, cells) => {
      const id = key ?? guid(900 + table(division, entity).size);
      const before = table(division, entity).get(id)?.cells;
      const code = cells['Code'] ?? before?.['Code'];
      const isTaken = [...table(division, entity).values()].some((row) => row.key !== id && row.cells['Code'] === code);
      if (isTaken) throw new Error('Data already exists');
      put(entity, id, { ...before, ...cells }, { division });
      return id;
    },
    move: () => undefined,
    expectedHeld: () => [],
    expectedRejections: () => [],
    onChange: (listener) => {
      listeners.push(listener);
    },
    tell: (change) => {
      for (const listener of listeners) listener({ ...change, at: clock.now() });
    },
  };
}
