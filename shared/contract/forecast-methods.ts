import { z } from 'zod';
import { forecastPartSchema } from '../model/forecast.ts';
import { flowDraftSchema } from '../model/flow.ts';
import { method } from './method.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const reading = {
  /** Everything, as if nothing had been read before. */
  full: z.boolean().optional(),
  /** These days of one stream, in place of what a run would read. */
  range: z.object({ stream: z.string(), from: day, to: day }).strict().optional(),
};

/** What a reading would cost before it is begun. */
export const forecastMethods = {
  /** Of a flow as it is saved, or as it would be. `parts` is null where the source sets no budget by the day. May ask the source. */
  'forecast.flow': method(
    'engine',
    z.union([
      z.object({ flowId: z.string(), ...reading }).strict(),
      z.object({ draft: flowDraftSchema, ...reading }).strict(),
    ]),
    z.object({ parts: z.array(forecastPartSchema).nullable() }),
    2 * 60_000,
  ),
};
