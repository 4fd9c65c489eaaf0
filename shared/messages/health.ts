import { z } from 'zod';
import { errorDtoSchema } from '../errors/error-dto.ts';

/** The rule that messages about a flow's health go by. It is not among the flow's rules. */
export const healthRuleId = 'health';

/** How a flow keeps what it promises of reading its source, and what was said about it. */
export const healthStateSchema = z.object({
  /** `off`: no health rule. `manual`: no schedule, so nothing is promised. `paused`: by a person. */
  watch: z.enum(['on', 'off', 'manual', 'paused']),
  /** Minutes from one reading to the next that are promised: the rule's, or what the schedule allows if that is more. */
  limitMinutes: z.number().int().nullable(),
  /** When everything that is promised had been read. */
  lastSuccessUtc: z.string().nullable(),
  /** From when on the promise has been broken. */
  behindSinceUtc: z.string().nullable(),
  incident: z.object({ messageId: z.string(), beganAtUtc: z.string() }).nullable(),
  /** The message that Slack posts by itself unless it is pushed back before. */
  deadMan: z.object({ postAtUtc: z.string() }).nullable(),
  /** What stands in the way of leaving that message with Slack, or of taking it back. */
  fault: z.object({ atUtc: z.string(), error: errorDtoSchema }).nullable(),
});
export type HealthState = z.infer<typeof healthStateSchema>;
