import { z } from 'zod';

export const tieOutKinds = ['open-invoices', 'period-invoices', 'trial-balance'] as const;
export const tieOutKindSchema = z.enum(tieOutKinds);
export type TieOutKind = z.infer<typeof tieOutKindSchema>;

/** Figures that a report states; decimal text. `amount` of a trial balance is debit less credit. */
export const tieOutFigures = ['count', 'amount', 'debit', 'credit'] as const;
export const tieOutFigureSchema = z.enum(tieOutFigures);
export type TieOutFigure = z.infer<typeof tieOutFigureSchema>;

export const figuresSchema = z.partialRecord(tieOutFigureSchema, z.string());
export type Figures = z.infer<typeof figuresSchema>;

/** One line of the source's report as it was understood. A key that the report does not have is null. */
export const reportRowSchema = z.object({
  line: z.number().int(),
  company: z.string().nullable(),
  currency: z.string().nullable(),
  account: z.string().nullable(),
  figures: figuresSchema,
});
export type ReportRow = z.infer<typeof reportRowSchema>;

/** Why records that the source has are missing from the landed sum, or are in it and not in the report. */
export const causeKinds = [
  'rejected',
  'dismissed',
  'excluded',
  'waiting',
  'held',
  'changed-since',
  'left-out',
  'altered',
] as const;
export const causeKindSchema = z.enum(causeKinds);
export type CauseKind = z.infer<typeof causeKindSchema>;

/** One record and what it does to `report − landed` in one group. */
export const causeSchema = z.object({
  kind: causeKindSchema,
  /** Whether it certainly makes a difference. What is only possible counts where it explains all that is left, to the cent. */
  certain: z.boolean(),
  stream: z.string(),
  /** Null where the record could not be read. */
  key: z.string().nullable(),
  label: z.string(),
  company: z.string().nullable(),
  currency: z.string().nullable(),
  account: z.string().nullable(),
  figures: figuresSchema,
});
export type Cause = z.infer<typeof causeSchema>;

export const explanationSchema = z.object({
  kind: causeKindSchema,
  records: z.number().int(),
  /** What these records add to `report − landed`; decimal text. */
  amount: z.string(),
  counted: z.boolean(),
  /** The first of them, the largest amount first. */
  examples: z.array(
    z.object({ stream: z.string(), key: z.string().nullable(), label: z.string(), amount: z.string() }),
  ),
});
export type Explanation = z.infer<typeof explanationSchema>;

/** One compared figure of one line of the report. */
export const comparedFigureSchema = z.object({
  figure: tieOutFigureSchema,
  report: z.string(),
  /** As the destination computed it. Null where it cannot be compared: an amount of several currencies. */
  landed: z.string().nullable(),
  /** The same from what is stored on this computer; null where contents went after the retention time. */
  stored: z.string().nullable(),
  difference: z.string().nullable(),
  explanations: z.array(explanationSchema),
  unexplained: z.string().nullable(),
});
export type ComparedFigure = z.infer<typeof comparedFigureSchema>;

export const tieOutLineSchema = z.object({
  /** Line of the report; null for what landed and the report does not name. */
  line: z.number().int().nullable(),
  company: z.string().nullable(),
  currency: z.string().nullable(),
  account: z.string().nullable(),
  /** Name of the company or account at the destination. */
  name: z.string().nullable(),
  figures: z.array(comparedFigureSchema),
});
export type TieOutLine = z.infer<typeof tieOutLineSchema>;

/** `even`: every figure is the same. `explained`: every difference is told by records. `open`: an amount stays unexplained. */
export const tieOutStates = ['even', 'explained', 'open'] as const;
export const tieOutStateSchema = z.enum(tieOutStates);
export type TieOutState = z.infer<typeof tieOutStateSchema>;

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const periodSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

export const tieOutParametersSchema = z
  .object({
    flowId: z.string(),
    kind: tieOutKindSchema,
    /** Month `YYYY-MM`; for open invoices that of `asOf`. */
    period: periodSchema,
    /** Day up to which documents and payments count; only of open invoices. */
    asOf: day.nullable(),
    /** Only this company, by its id at the destination; null for all. */
    company: z.string().nullable(),
    /** When the source's report was made: what changed after that moment is told apart. */
    reportedAtUtc: z.iso.datetime(),
    /** Ids of document statuses that the report leaves out. */
    leftOut: z.array(z.string().max(80)).max(50),
    /** How figures are written; null where the text itself tells. */
    numbers: z.enum(['comma', 'point']).nullable(),
  })
  .strict()
  .refine(({ kind, asOf, period }) => (kind === 'open-invoices' ? asOf?.slice(0, 7) === period : asOf === null), {
    message: 'open invoices are as of a day of the period, the other kinds of the whole period',
  });
export type TieOutParameters = z.infer<typeof tieOutParametersSchema>;

export const tieOutNoteSchema = z.object({
  note: z.enum(['outside-window', 'contents-removed', 'busy', 'many-changes', 'without-account']),
  /** Dates, counts or amounts that the note's words name. */
  values: z.record(z.string(), z.string()),
});
export type TieOutNote = z.infer<typeof tieOutNoteSchema>;

/** A comparison as it is kept: what was asked, what was entered, what came out, who and when. */
export const tieOutSchema = z.object({
  id: z.string(),
  flowId: z.string(),
  flowName: z.string(),
  atUtc: z.string(),
  /** OS account and machine; null where it is not known. */
  by: z.string().nullable(),
  parameters: tieOutParametersSchema,
  /** The text as it was entered. */
  entered: z.string(),
  state: tieOutStateSchema,
  lines: z.array(tieOutLineSchema),
  notes: z.array(tieOutNoteSchema),
});
export type TieOut = z.infer<typeof tieOutSchema>;

/** As lists show it. */
export const tieOutItemSchema = tieOutSchema
  .omit({ lines: true, notes: true, entered: true })
  .extend({ differing: z.number().int(), compared: z.number().int() });
export type TieOutItem = z.infer<typeof tieOutItemSchema>;
