import { z } from 'zod';

/** What kind of thing a fact is: decides which conditions fit it and how it is written. */
export const factTypes = ['text', 'texts', 'money', 'date', 'boolean', 'integer'] as const;

/** One fact of a view's subjects, as rules name it. */
export const factSpecSchema = z.object({
  name: z.string().regex(/^[a-z][a-z0-9_]*$/),
  label: z.string(),
  type: z.enum(factTypes),
  /** For money: the fact with its currency. */
  currencyFact: z.string().optional(),
  /** A change of it is worth telling in the thread (a status, an amount, a due date). */
  told: z.boolean().optional(),
});
export type FactSpec = z.infer<typeof factSpecSchema>;

/** Money, dates, integers and texts as text; a fact with several values as a list. Null or left out: not known. */
export type FactValue = string | boolean | null | readonly string[];
export type Facts = Readonly<Record<string, FactValue>>;

export const factsSchema: z.ZodType<Facts> = z.record(
  z.string(),
  z.union([z.string(), z.boolean(), z.null(), z.array(z.string())]),
);

/** One amount of a subject that control totals of messages are made of: exact decimal text in one currency. */
export const subjectAmountSchema = z.object({ currency: z.string(), amount: z.string() });
export type SubjectAmount = z.infer<typeof subjectAmountSchema>;

/** What a rule judges and a message tells: an invoice, a payment run, a control account in a period. */
export const subjectSchema = z.object({
  /** Stable: the source's id, or the parts that name a group (`run|2026-11-20|EUR`). */
  key: z.string(),
  /** What a person calls it. */
  label: z.string(),
  facts: factsSchema,
  /** Members worth naming: exceptions of a payment run, entries of a discrepancy. Layouts show the first few. */
  items: z.array(factsSchema),
  /** Empty where the subject has no money. */
  amounts: z.array(subjectAmountSchema),
  /** The source's own time of this version (UTC ISO or a day); null if it gives none. */
  sourceTime: z.string().nullable(),
  /** Where a person opens it in the source; https only, else null. */
  link: z.string().nullable(),
});
export type Subject = z.infer<typeof subjectSchema>;

/** What a rule may look at, for the editor. */
export const viewDescriptorSchema = z.object({
  id: z.string(),
  label: z.string(),
  /** One subject, in the singular: “supplier invoice”; and many of them. */
  noun: z.string(),
  nounPlural: z.string(),
  facts: z.array(factSpecSchema),
  /** Layouts that fit, the usual one first. */
  layouts: z.array(z.string()),
});
export type ViewDescriptor = z.infer<typeof viewDescriptorSchema>;
