import { z } from 'zod';

/** Column types a destination must be able to hold exactly. */
export const columnTypeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text') }),
  z.object({ kind: z.literal('integer') }),
  z.object({
    kind: z.literal('decimal'),
    precision: z.number().int().min(1).max(38),
    scale: z.number().int().min(0).max(38),
  }),
  z.object({ kind: z.literal('date') }),
  z.object({ kind: z.literal('timestamp') }),
  z.object({ kind: z.literal('boolean') }),
  z.object({ kind: z.literal('json') }),
]);
export type ColumnType = z.infer<typeof columnTypeSchema>;

/**
 * The closed set of transforms. Conversion to the column's type always happens last and is strict; a transform only
 * chooses or shapes the text that is converted.
 */
export const transformSchema = z.discriminatedUnion('kind', [
  /** The value at the path. */
  z.object({ kind: z.literal('copy') }),
  /** The value without blanks at its ends; empty text becomes null. */
  z.object({ kind: z.literal('trim') }),
  /** The first of `path` and `otherPaths` that is not null or empty. */
  z.object({ kind: z.literal('first-of'), otherPaths: z.array(z.string()).min(1) }),
  /** A fixed text. */
  z.object({ kind: z.literal('constant'), value: z.string() }),
  /** A listed replacement; what is not listed is rejected unless `otherwise` is given. */
  z.object({
    kind: z.literal('lookup'),
    table: z.record(z.string(), z.string()),
    otherwise: z.string().nullable().optional(),
  }),
  /** Texts at `path` (a list) joined by the separator. */
  z.object({ kind: z.literal('join'), separator: z.string() }),
  /** The whole value at the path as JSON text. */
  z.object({ kind: z.literal('to-json') }),
  /** The first `length` characters: only for text columns, never for amounts. */
  z.object({ kind: z.literal('cut'), length: z.number().int().min(1) }),
]);
export type Transform = z.infer<typeof transformSchema>;

export const columnMappingSchema = z.object({
  column: z.string().regex(/^[a-z][a-z0-9_]{0,254}$/),
  type: columnTypeSchema,
  /** Dotted path into the source record's fields (`supplier.name`); for lines, into the line. `^` starts at the record. */
  path: z.string(),
  transform: transformSchema,
  required: z.boolean(),
  comment: z.string().optional(),
});
export type ColumnMapping = z.infer<typeof columnMappingSchema>;

export const tableMappingSchema = z.object({
  /** Table name without catalog and schema: `workday_supplier_invoices`. */
  table: z.string().regex(/^[a-z][a-z0-9_]{0,200}$/),
  keyColumns: z.array(z.string()).min(1),
  columns: z.array(columnMappingSchema).min(1),
});
export type TableMapping = z.infer<typeof tableMappingSchema>;

export const lineMappingSchema = tableMappingSchema.extend({
  /** Path of the list of lines in the source record. */
  listPath: z.string(),
});
export type LineMapping = z.infer<typeof lineMappingSchema>;

/** How one stream becomes rows: one header table and any number of line tables whose first key columns are the header's. */
export const streamMappingSchema = z.object({
  version: z.number().int().min(1),
  header: tableMappingSchema,
  lines: z.array(lineMappingSchema),
});
export type StreamMapping = z.infer<typeof streamMappingSchema>;
