import { z } from 'zod';
import { errorDtoSchema } from '../errors/error-dto.ts';

/** The self-checks by number. The list is closed and a number is never given to another check: support and operators go by it. */
export const selfCheckIds = [
  'D1',
  'D2',
  'D3',
  'D4',
  'D5',
  'D6',
  'D7',
  'D8',
  'D9',
  'D10',
  'D11',
  'D12',
  'D13',
  'D14',
] as const;
export type SelfCheckId = (typeof selfCheckIds)[number];

/** `not-known`: there was nothing to judge by; neither good nor bad. */
export const selfCheckResults = ['ok', 'warning', 'failed', 'not-known'] as const;
export type SelfCheckResult = (typeof selfCheckResults)[number];

export const selfCheckSchema = z.object({
  id: z.enum(selfCheckIds),
  label: z.string(),
  /** What it looks at. */
  description: z.string(),
  result: z.enum(selfCheckResults),
  /** What was found. */
  detail: z.string(),
  /** What to do; null where there is nothing to do. */
  next: z.string().nullable(),
  /** Why it could not be done at all; only then. */
  error: errorDtoSchema.nullable(),
  durationMs: z.number(),
});
export type SelfCheckOutcome = z.infer<typeof selfCheckSchema>;

export const selfCheckReportSchema = z.object({
  madeAtUtc: z.string(),
  version: z.string(),
  checks: z.array(selfCheckSchema),
});
export type SelfCheckReport = z.infer<typeof selfCheckReportSchema>;

/** What a support bundle may hold; a log file's name has its number instead of `*`. */
export const bundleKinds = [
  'contents.txt',
  'report.txt',
  'report.json',
  'versions.json',
  'configuration.json',
  'runs.json',
  'requests.ndjson',
  'data-file.json',
  'log-*.ndjson',
] as const;
export type BundleKind = (typeof bundleKinds)[number];

export const bundleMadeSchema = z.object({
  fileName: z.string(),
  sha256: z.string(),
  bytes: z.number().int(),
  parts: z.number().int(),
  files: z.array(z.object({ name: z.string(), kind: z.enum(bundleKinds), bytes: z.number().int() })),
});
export type BundleMade = z.infer<typeof bundleMadeSchema>;
