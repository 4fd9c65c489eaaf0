import { z } from 'zod';
import {
  recordComparisonSchema,
  recordDetailSchema,
  recordFilterSchema,
  recordItemSchema,
  recordRefSchema,
  recordSortColumns,
  rejectedDetailSchema,
  rejectedFilterSchema,
  rejectedItemSchema,
  rejectedReasonSchema,
  rejectedSortColumns,
} from '../model/record-view.ts';
import { method } from './method.ts';
import {
  pageQuerySchema,
  pageSchema,
  placeQuerySchema,
  placeSchema,
  selectionSumsSchema,
  sumsQuerySchema,
} from './paging.ts';

const minute = 60_000;

/** What may be asked about records, delivered or rejected. */
export const recordMethods = {
  'records.list': method(
    'engine',
    pageQuerySchema(recordFilterSchema, recordSortColumns),
    pageSchema(recordItemSchema),
  ),
  /** Exact sums of the first amount of each selected record. */
  'records.sums': method('engine', sumsQuerySchema(recordFilterSchema), selectionSumsSchema),
  /** Keys are the `id` of an item; a prefix is looked for in `label` or `party`. */
  'records.place': method('engine', placeQuerySchema(recordFilterSchema, recordSortColumns), placeSchema),
  /** A record with its versions, newest first; `before` asks for those older than this batch's. */
  'records.get': method(
    'engine',
    recordRefSchema.extend({ before: z.string().optional() }).strict(),
    recordDetailSchema,
  ),
  /** Asks the destination now whether it has what was delivered last. Writes nothing. */
  'records.compare': method('engine', recordRefSchema, recordComparisonSchema, 5 * minute),

  'rejected.list': method(
    'engine',
    pageQuerySchema(rejectedFilterSchema, rejectedSortColumns),
    pageSchema(rejectedItemSchema),
  ),
  /** How many of the filtered records each reason stands in the way of, the most frequent first. */
  'rejected.reasons': method('engine', rejectedFilterSchema, z.array(rejectedReasonSchema)),
  'rejected.get': method('engine', z.object({ id: z.string() }).strict(), rejectedDetailSchema),
} as const;
