import { z } from 'zod';

/** One change of the destination's shape, shown before it is made (design §4). */
export const schemaChangeSchema = z.object({
  /** Full name as people read it: `main.finance.workday_supplier_invoices`. */
  object: z.string(),
  kind: z.enum(['create-schema', 'create-volume', 'create-table', 'add-columns', 'widen-column']),
  /** One sentence: “Adds 2 columns: region, region_name”. */
  summary: z.string(),
  columns: z.array(z.object({ name: z.string(), from: z.string().nullable(), to: z.string() })),
  /** The statement exactly as it will be sent. */
  sql: z.string(),
});
export type SchemaChange = z.infer<typeof schemaChangeSchema>;

export const schemaPlanSchema = z.object({
  changes: z.array(schemaChangeSchema),
  /** What cannot be changed safely and needs a person: a column of another type, a view of the same name. */
  conflicts: z.array(z.object({ object: z.string(), text: z.string(), next: z.string() })),
});
export type SchemaPlan = z.infer<typeof schemaPlanSchema>;
