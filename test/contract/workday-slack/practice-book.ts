import { streams } from '../../../main/integrations/workday-slack/streams.ts';
import type { BookDocument } from '../../../main/ports/views.ts';
import type { RejectionReason } from '../../../shared/model/record.ts';
import { mapRecord } from '../../support/memory-book.ts';
import { readAll, type Harness } from '../workday/harness.ts';

export interface Rejected {
  readonly stream: string;
  readonly wid: string;
  readonly reasons: readonly RejectionReason[];
}

export interface ReadBook {
  readonly documents: readonly BookDocument[];
  readonly rejected: readonly Rejected[];
}

/** Every record of the practice Workday, read by the real connector and mapped as the flow to Slack maps it. */
export async function readEverything(harness: Harness): Promise<ReadBook> {
  const source = harness.source();
  const documents: BookDocument[] = [];
  const rejected: Rejected[] = [];
  for (const { id, validate } of streams) {
    const { records, unreadable } = await readAll(source, id);
    if (unreadable.length > 0) throw new Error(`unreadable records of ${id}`);
    for (const record of records) {
      const mapped = mapRecord(id, record);
      const reasons = [...('reasons' in mapped ? mapped.reasons : []), ...validate(record)];
      if ('reasons' in mapped || reasons.length > 0) rejected.push({ stream: id, wid: record.key, reasons });
      else documents.push(mapped.document);
    }
  }
  return { documents, rejected };
}
