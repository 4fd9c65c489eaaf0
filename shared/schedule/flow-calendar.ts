import { z } from 'zod';
import { isDay, isTimeZone } from '../messages/calendar.ts';
import { calendarProblems } from './calendar-problems.ts';

/** `HH:MM` in 24 hours. */
const dayTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const daySchema = z.string().refine(isDay);

/** Hours that come back each week. Ends before `to`; `to` at or before `from` means on the next day, so equal times are a whole day. */
export const absenceSchema = z
  .object({
    /** 1 is Monday, 7 is Sunday: the days on which it begins. */
    weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7),
    from: dayTimeSchema,
    to: dayTimeSchema,
  })
  .strict();
export type Absence = z.infer<typeof absenceSchema>;

/** Days counted from the last day of a period: 0 is that day, -2 two days before, 3 three days after. */
const offsetSchema = z.number().int().min(-20).max(20);

/** Last days of periods: of each calendar month, or those of a list (4-4-5 weeks, thirteen periods). */
export const periodEndsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('months') }).strict(),
  z.object({ kind: z.literal('days'), days: z.array(daySchema).min(1).max(200) }).strict(),
]);
export type PeriodEnds = z.infer<typeof periodEndsSchema>;

/** Days around the end of a period in which a flow is read more often; floor five minutes (design §5.10). */
export const closeDaysSchema = z
  .object({
    firstDay: offsetSchema,
    lastDay: offsetSchema,
    transactionalMinutes: z.number().int().min(5).max(1440),
    referenceMinutes: z.number().int().min(5).max(10080),
  })
  .strict();
export type CloseDays = z.infer<typeof closeDaysSchema>;

/** A stretch in which no run starts by itself: around each period end, or once. Begins at the first time, ends before the second. */
export const freezeSchema = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('period'),
      name: z.string().trim().min(1).max(80),
      fromDay: offsetSchema,
      fromTime: dayTimeSchema,
      toDay: offsetSchema,
      toTime: dayTimeSchema,
    })
    .strict(),
  z
    .object({
      kind: z.literal('once'),
      name: z.string().trim().min(1).max(80),
      fromDay: daySchema,
      fromTime: dayTimeSchema,
      toDay: daySchema,
      toTime: dayTimeSchema,
    })
    .strict(),
]);
export type Freeze = z.infer<typeof freezeSchema>;

const fields = z
  .object({
    /** IANA name; every day and time of the calendar is by it. */
    timeZone: z.string().min(1).max(64).refine(isTimeZone),
    /** Hours in which nothing is promised and no alarm is raised: nights, weekends. Runs still start where the app is awake. */
    absences: z.array(absenceSchema).max(20),
    periodEnds: periodEndsSchema,
    /** Null: no days with another schedule. */
    close: closeDaysSchema.nullable(),
    freezes: z.array(freezeSchema).max(20),
  })
  .strict();
export type FlowCalendar = z.infer<typeof fields>;

/** When a flow's schedule is another one, stands still, or promises nothing. A flow without one runs by its schedule at all times. */
export const flowCalendarSchema: z.ZodType<FlowCalendar, FlowCalendar> = fields.superRefine((calendar, context) => {
  for (const { part, index } of calendarProblems(calendar)) {
    context.addIssue({ code: 'custom', path: index === null ? [part] : [part, index], message: part });
  }
});
