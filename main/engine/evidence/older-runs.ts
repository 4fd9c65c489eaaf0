import type { EvidenceManifest } from '../../../shared/evidence/manifest.ts';
import type { EvidenceRequest } from '../../../shared/model/evidence.ts';
import type { Store } from '../../store/store.ts';

/** A pack of a period from which runs went after the retention time says so, with what is left of them. */
export function olderRunsExtras(
  store: Store,
  flowId: string,
  scope: EvidenceManifest['scope'],
  language: EvidenceRequest['language'],
): NonNullable<EvidenceRequest['extras']> {
  if (scope.kind !== 'period') return [];
  const months = store.oldRuns
    .list(flowId)
    .filter((one) => one.firstStartedAtUtc < scope.toUtc && one.lastEndedAtUtc >= scope.fromUtc);
  if (months.length === 0) return [];
  const title =
    language === 'nl'
      ? 'Runs van deze maanden die na de bewaartermijn zijn verwijderd, en wat ervan over is'
      : 'Runs of these months that were removed after the retention time, and what is left of them';
  return [{ name: 'removed-runs.json', title, content: `${JSON.stringify(months, null, 2)}\n` }];
}
