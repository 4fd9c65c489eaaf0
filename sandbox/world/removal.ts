import { DAY_MS, dayNumber, dayOf } from './calendar.ts';
import { isPlantedInvoice } from './planted.ts';
import type { World } from './world.ts';

const LATEST = Number.MAX_SAFE_INTEGER;
/** Within what the app reads of invoices by itself, so that the invoice has landed before it goes. */
const RECENT_DAYS = 80;

/**
 * Takes an invoice out of the world as somebody does who deletes one before its approval: nothing was booked or paid for it, and the
 * source does not say that it is gone. Only a re-sync that compares the keys of a period can find out. Returns the sentence that says
 * so; nothing if there is no such invoice left. The same world removes the same one.
 */
export function removeInvoice(world: World, moment: number): string[] {
  const oldest = dayOf(moment - RECENT_DAYS * DAY_MS);
  for (let index = 0; index < world.base.counts.invoice; index += 1) {
    if (isPlantedInvoice(index) || !world.isUntouched('invoice', index)) continue;
    const doc = world.at('invoice', index, LATEST);
    if (doc?.status !== 'IN_PROGRESS' || doc.lines.length === 0 || dayNumber(doc.date) <= oldest) continue;
    world.remove('invoice', index, moment);
    return [
      `Invoice ${doc.number} of ${doc.date} was deleted before its approval; only a re-sync of its period finds that out.`,
    ];
  }
  return [];
}
