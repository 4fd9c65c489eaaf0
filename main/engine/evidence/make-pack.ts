import packageFile from '../../../package.json' with { type: 'json' };
import { buildPack, type BuiltPack } from '../../../shared/evidence/build-pack.ts';
import { evidenceFormat, evidenceFormatVersion } from '../../../shared/evidence/manifest.ts';
import type { EvidencePack, EvidenceRequest } from '../../../shared/model/evidence.ts';
import { nowUtc } from '../../ports/time.ts';
import type { EngineServices } from '../services.ts';
import { gather, type Gathered } from './gather.ts';

/** The purpose under which a pack's manifest is sealed. */
export const packPurpose = 'evidence pack';

/** The engine's `MakeEvidencePack` (shared/model/evidence.ts says what it promises). The same facts at the same moment give the same bytes. */
export function makeEvidencePack(
  { deps, seal }: Pick<EngineServices, 'deps' | 'seal'>,
  request: EvidenceRequest,
): EvidencePack {
  const { store, clock } = deps;
  const madeAtUtc = nowUtc(clock);
  const gathered = gather(store, request.scope);
  const built = buildPack({
    manifest: {
      format: evidenceFormat,
      formatVersion: evidenceFormatVersion,
      app: { name: packageFile.name, version: packageFile.version },
      madeAtUtc,
      madeBy: store.audit.actorNow(),
      language: request.language,
      scope: gathered.scope,
      flow: gathered.flow,
      connections: gathered.connections,
      runs: gathered.runs,
      batches: gathered.batches,
      rejected: rejectedFacts(gathered),
      audit: { ...gathered.slice.facts, head: store.audit.head() },
      extras: (request.extras ?? []).map(({ name, title }) => ({ name, title })),
    },
    rejected: gathered.rejected,
    mappings: gathered.mappings,
    audit: gathered.slice.text,
    extras: request.extras ?? [],
    sealOf: (manifestSha256) => seal.make(packPurpose, manifestSha256),
  });
  const fileName = fileNameOf(gathered, request);
  if (store.condition.state === 'ready') note({ deps, seal }, gathered, built, fileName);
  return { fileName, ...built };
}

function note(
  { deps: { store, clock } }: Pick<EngineServices, 'deps' | 'seal'>,
  { scope, flow, runs }: Gathered,
  built: BuiltPack,
  file: string,
): void {
  store.transaction(() => {
    store.audit.append(nowUtc(clock), 'evidence.made', flow.id, {
      file,
      sha256: built.sha256,
      runs: runs.length,
      ...(scope.kind === 'run' ? { run: scope.runId } : { from: scope.fromUtc, to: scope.toUtc }),
    });
  });
}

/** `evidence-supplier-invoices-2026-10-01-2026-10-31.zip`: says what is in it, in signs that every disk takes. */
function fileNameOf({ flow, runs }: Gathered, { scope }: EvidenceRequest): string {
  const plain = flow.name
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[^a-z0-9]+/g, '-');
  const name = plain.replaceAll(/^-+|-+$/g, '').slice(0, 60);
  const when =
    scope.kind === 'period'
      ? `${scope.fromDay}-${scope.toDay}`
      : `run-${(runs[0]?.startedAtUtc ?? '').slice(0, 19).replaceAll(':', '').replace('T', '-')}z`;
  return ['evidence', name, when].filter((part) => part !== '').join('-') + '.zip';
}

function rejectedFacts({ rejected }: Gathered): BuiltPack['manifest']['rejected'] {
  const records = new Set(rejected.map((one) => JSON.stringify([one.stream, one.key, one.label])));
  const byReason = new Map<string, { stream: string; code: string; records: number }>();
  for (const { stream, code } of rejected) {
    const place = `${stream} ${code}`;
    const known = byReason.get(place)?.records ?? 0;
    byReason.set(place, { stream, code, records: known + 1 });
  }
  const sorted = [...byReason].sort(([one], [other]) => (one < other ? -1 : 1));
  return { records: records.size, byReason: sorted.map(([, facts]) => facts) };
}
