import { isRetryable } from '../../../shared/errors/app-error.ts';
import type { Disposition, MappedDocument } from '../../../shared/model/record.ts';
import type { DeliveryReport, DocumentOutcome } from '../../ports/destination.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import { nowUtc } from '../../ports/time.ts';
import type { StoredBatch } from '../../store/batches.ts';
import type { KnownDocument } from '../../store/documents.ts';
import { attemptsInOneRun } from '../../../shared/replay/back-off.ts';
import { assertReportIsWhole, backOffMs, unknownOutcome } from '../deliver.ts';
import type { EngineDeps } from '../deps.ts';
import type { StreamRun } from '../stream-run.ts';
import { sumDocument } from '../sums.ts';
import type { MeasuredDestination, MeasuredEffect } from './measure.ts';

export interface SendAgainRequest {
  readonly destination: MeasuredDestination;
  readonly run: StreamRun;
  readonly signal: AbortSignal;
}

/**
 * Sends a batch again that was acknowledged before. The batch itself stays as it is: what its own run counted was so. The run that
 * sends it counts what sending it did. A record that the destination had refused, and takes now, has landed and is resolved.
 *
 * Throws what the destination throws, after trying a passing fault again a few times.
 */
export async function sendAgain(deps: EngineDeps, request: SendAgainRequest, stored: StoredBatch): Promise<void> {
  let progress: JsonObject | null = null;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const report = await request.destination.deliver(stored.target, stored.batch, {
        progress,
        saveProgress: (next) => {
          progress = next;
          return Promise.resolve();
        },
        signal: request.signal,
      });
      assertReportIsWhole(stored.batch, report);
      if (report.outcomes.some(({ outcome }) => outcome === 'unknown')) throw unknownOutcome(stored.batch, report);
      takeIn(deps, request, stored, report);
      return;
    } catch (error) {
      if (!isRetryable(error) || attempt >= attemptsInOneRun || request.signal.aborted) throw error;
      await deps.clock.sleep(backOffMs(deps, attempt, error), request.signal);
    }
  }
}

function takeIn(deps: EngineDeps, request: SendAgainRequest, stored: StoredBatch, report: DeliveryReport): void {
  const { run, destination } = request;
  const { batch } = stored;
  const effects = destination.effectsOf(batch.id) ?? new Map<string, MeasuredEffect>();
  const outcomes = new Map(report.outcomes.map((one) => [one.documentKey, one]));
  run.changeTogether(() => {
    const counts: Record<string, number> = {};
    for (const document of batch.documents) {
      const effect = effects.get(document.key) ?? 'different';
      counts[effect] = (counts[effect] ?? 0) + 1;
      takeInDocument(deps, run, stored, { document, effect, outcome: outcomes.get(document.key) });
    }
    deps.store.audit.append(nowUtc(deps.clock), 'batch.sent-again', batch.id, { run: run.runId, ...counts });
    deps.store.streams.update(batch.flowId, batch.streamId, { unverified: true });
    run.save();
  });
}

interface SentDocument {
  readonly document: MappedDocument;
  readonly effect: MeasuredEffect;
  readonly outcome: DocumentOutcome | undefined;
}

function takeInDocument(deps: EngineDeps, run: StreamRun, stored: StoredBatch, sent: SentDocument): void {
  const { document, effect } = sent;
  // It is no part of what any run reads, and what is known of it stands.
  if (document.deleted === true) return;
  const { batch, target } = stored;
  const known = deps.store.documents.get(batch.flowId, batch.streamId, document.key);
  // What is left alone is worth what stands there, which is the version that landed last.
  const stands = effect === 'newer' && known?.state === 'landed';
  run.read += 1;
  run.window.add(dispositionOf(effect), stands ? known.sums : sumDocument(document, target.totals));
  if (effect === 'rejected') reject(deps, run, stored, sent);
  else if (effect !== 'different' && effect !== 'newer' && known !== null)
    resolve(deps, run, stored, { document, known });
}

function dispositionOf(effect: MeasuredEffect): Disposition {
  if (effect === 'insert' || effect === 'update') return 'loaded';
  return effect === 'rejected' ? 'rejected' : effect === 'different' ? 'waiting' : 'unchanged';
}

/** The destination has taken what it refused before, if that was the last that was read of the record. */
function resolve(
  deps: EngineDeps,
  run: StreamRun,
  { batch, target }: StoredBatch,
  { document, known }: { readonly document: MappedDocument; readonly known: KnownDocument },
): void {
  const { store, clock } = deps;
  const { flowId, streamId } = batch;
  const entry = store.rejected.openOf(flowId, streamId, document.key);
  // Read since, and rejected anew: that entry is of another version.
  if (entry === null || entry.runId !== batch.runId || store.rejected.source(entry.id) !== null) return;
  if (known.state !== 'rejected') return;
  const sums = sumDocument(document, target.totals);
  run.position.remove('rejected', known.sums);
  run.position.add('loaded', sums);
  store.documents.put(flowId, streamId, {
    ...known,
    state: 'landed',
    sums,
    landedHash: document.hash,
    landedBatchId: batch.id,
  });
  store.rejected.resolve(flowId, streamId, document.key, nowUtc(clock));
}

function reject(deps: EngineDeps, run: StreamRun, { batch }: StoredBatch, { document, outcome }: SentDocument): void {
  const { rejected } = deps.store;
  rejected.put({
    id: deps.random.uuid(),
    flowId: batch.flowId,
    // The run that staged this version: by it the version is known when it goes through one day.
    runId: batch.runId,
    stream: batch.streamId,
    key: document.key,
    label: document.label,
    reasons: outcome?.reasons ?? [],
    source: null,
    atUtc: nowUtc(deps.clock),
  });
  rejected.noteRun(batch.flowId, batch.streamId, document.key, run.runId);
}
