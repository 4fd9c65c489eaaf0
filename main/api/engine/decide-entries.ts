import type { AuditEvent } from '../../../shared/model/audit.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import type { RejectedRecord } from '../../../shared/model/run.ts';
import type { EngineServices } from '../../engine/services.ts';
import { nowUtc } from '../../ports/time.ts';

/** Entries in one transaction. */
const atOnce = 500;

/** An entry of the rejected or the held records. */
type Entry = Pick<RejectedRecord, 'flowId' | 'runId' | 'stream' | 'key' | 'reasons' | 'dismissed'>;

interface Deed<One extends Entry> {
  /** The entry as it is; null if there is none with this id. */
  readonly get: (id: string) => One | null;
  /** Decides on it; false if that does not hold for it any more. */
  readonly decide: (id: string, atUtc: string) => boolean;
  readonly event: AuditEvent;
  /** What the trail keeps besides which record it is. */
  readonly details: (entry: One) => JsonObject;
}

/** Does what a person decides on each of the entries, some hundred at once, and writes each into the trail. Returns those it held for, as they were. */
export function decideEntries<One extends Entry>(
  { deps }: EngineServices,
  ids: readonly string[],
  { get, decide, event, details }: Deed<One>,
): One[] {
  const { store, clock } = deps;
  const decided: One[] = [];
  for (let start = 0; start < ids.length; start += atOnce) {
    const atUtc = nowUtc(clock);
    store.transaction(() => {
      for (const id of ids.slice(start, start + atOnce)) {
        const entry = get(id);
        if (entry === null || !decide(id, atUtc)) continue;
        decided.push(entry);
        const { flowId: flow, runId: run, stream, key } = entry;
        store.audit.append(atUtc, event, id, { flow, run, stream, key, ...details(entry) });
      }
    });
  }
  if (decided.length > 0) deps.publish({ topic: 'changed', subject: 'rejected' });
  return decided;
}

/** What the trail keeps of a decision against an entry, or for loading it all the same. */
export function decidedFor(reason: string): (entry: Entry) => JsonObject {
  return ({ reasons }) => ({ code: reasons[0]?.code ?? null, reason });
}

/** Takes dismissals back; `kept` counts those that could not be. */
export function reopenEntries(
  services: EngineServices,
  ids: readonly string[],
  of: Pick<Deed<Entry>, 'get' | 'event'> & { readonly reopen: (id: string) => boolean },
): { changed: number; kept: number } {
  const changed = decideEntries(services, ids, {
    ...{ get: of.get, decide: of.reopen, event: of.event },
    details: ({ dismissed }) => ({ dismissedFor: dismissed?.reason ?? null }),
  }).length;
  return { changed, kept: ids.length - changed };
}
