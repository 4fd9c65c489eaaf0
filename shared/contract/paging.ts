import { z } from 'zod';

/** Most rows one answer carries. */
export const maxPageSize = 500;
/** Most keys a selection names one by one; beyond that a selection is “all, except”. */
export const maxSelectedKeys = 100_000;

export const sortDirectionSchema = z.enum(['asc', 'desc']);

/** One column of an order; earlier ones decide first. */
export const sortSchema = z.object({ column: z.string(), direction: sortDirectionSchema }).strict();

/**
 * Rows a person chose: named by key, or all that the filter lets through but for some. The same words stand for one row and
 * for a million.
 */
export const selectionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('keys'), keys: z.array(z.string()).max(maxSelectedKeys) }).strict(),
  z.object({ kind: z.literal('all'), except: z.array(z.string()).max(maxSelectedKeys) }).strict(),
]);

/** Exact sum of one amount in one currency, as decimal text. `amountName` tells amounts of a row apart where it has several. */
export const currencySumSchema = z.object({
  currency: z.string(),
  amountName: z.string().optional(),
  amount: z.string(),
});

/** What a footer shows of a selection: how many rows, and each currency by itself. */
export const selectionSumsSchema = z.object({ count: z.number().int(), sums: z.array(currencySumSchema) });

export type SortDirection = z.infer<typeof sortDirectionSchema>;
export type Sort = z.infer<typeof sortSchema>;
export type Selection = z.infer<typeof selectionSchema>;
export type CurrencySum = z.infer<typeof currencySumSchema>;
export type SelectionSums = z.infer<typeof selectionSumsSchema>;

/** The part of a filter that every area has: text that is looked for in the columns that a person reads. */
export const textFilter = { text: z.string().max(200).optional() };

/** Columns of an area that its rows can be ordered by; anything else is refused at the door. */
function sortOf<const Column extends string>(columns: readonly [Column, ...Column[]]) {
  return z.array(z.object({ column: z.enum(columns), direction: sortDirectionSchema }).strict()).max(4);
}

/**
 * What is asked of a method that lists: rows `offset` up to `offset + limit` of those that the filter lets through, in the order
 * of `sort` (the area's own order where it is empty, and its key last, so that the order is always total).
 *
 * `frozen` is for who reads a whole list page by page: a name of the asker's own, new for each reading. The first page
 * (offset 0) fixes which rows the list has and their order, and the later pages of that name are pages of just that, whatever
 * comes or goes meanwhile; rows that are gone by then are left out. A page of a list that is no longer kept is refused with
 * STORE_LIST_GONE.
 */
export function pageQuerySchema<Filter extends z.ZodType, const Column extends string>(
  filter: Filter,
  columns: readonly [Column, ...Column[]],
) {
  return z
    .object({
      filter,
      sort: sortOf(columns),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(maxPageSize),
      frozen: z.string().min(1).max(64).optional(),
    })
    .strict();
}

/** What such a method answers: how many rows there are in all, and those of the page. */
export function pageSchema<Item extends z.ZodType>(item: Item) {
  return z.object({ total: z.number().int(), items: z.array(item) });
}

/** What is asked for the footer: the filter and, within it, what is selected. The answer is `selectionSumsSchema`. */
export function sumsQuerySchema<Filter extends z.ZodType>(filter: Filter) {
  return z.object({ filter, selection: selectionSchema }).strict();
}

/** Where a row stands in the order of `sort`: by its key, or the first whose text in `column` begins with a prefix. */
export function placeQuerySchema<Filter extends z.ZodType, const Column extends string>(
  filter: Filter,
  columns: readonly [Column, ...Column[]],
) {
  const wanted = z.discriminatedUnion('by', [
    z.object({ by: z.literal('key'), key: z.string() }).strict(),
    z.object({ by: z.literal('prefix'), column: z.string(), prefix: z.string().max(200) }).strict(),
  ]);
  return z.object({ filter, sort: sortOf(columns), wanted }).strict();
}

/** The place counted from 0; null where there is no such row. */
export const placeSchema = z.object({ index: z.number().int().nullable() });
