import { z } from 'zod';
import { oldRunsSchema, removedRunSchema } from '../model/old-runs.ts';
import { method } from './method.ts';

/** Runs whose details went after the retention time. */
export const oldRunMethods = {
  /** What is left of them: for each flow and month one, the newest month first. */
  'runs.older': method('engine', z.object({ flowId: z.string().optional() }).strict(), z.array(oldRunsSchema)),
  /** One of them, as the audit trail tells of it. Throws APP_NOT_FOUND where it tells of none. */
  'runs.removed': method('engine', z.object({ id: z.string() }).strict(), removedRunSchema),
} as const;
