import packageFile from '../../../package.json' with { type: 'json' };
import { packPieces, type BuiltPack, type PackParts } from '../../../shared/evidence/build-pack.ts';
import { evidenceFormat, evidenceFormatVersion } from '../../../shared/evidence/manifest.ts';
import { allAtOnce, between } from '../../../shared/evidence/pieces.ts';
import type { EvidencePack, EvidenceRequest } from '../../../shared/model/evidence.ts';
import { nowUtc } from '../../ports/time.ts';
import type { EngineServices } from '../services.ts';
import { gather, type Gathered } from './gather.ts';
import { heldExtras } from './held-extra.ts';
import { inPieces } from './in-pieces.ts';
import { olderRunsExtras } from './older-runs.ts';

/** The purpose under which a pack's manifest is sealed. */
export const packPurpose = 'evidence pack';

type Services = Pick<EngineServices, 'deps' | 'seal'>;

/** Readings that are begun anew because something changed meanwhile; then it is read without a pause. */
const mostReadings = 3;

/**
 * Makes a pack with the engine's other work going on in between (shared/model/evidence.ts says what it promises). What it says is as of
 * one moment: where the trail grew while it was read, so that its facts may have changed, it is read anew. `onShare` is told how much
 * is done, from 0 to 1. Throws what `makeEvidencePack` throws, and the signal's reason.
 */
export async function makeEvidencePackInPieces(
  services: Services,
  request: EvidenceRequest,
  { signal, onShare }: { readonly signal: AbortSignal; readonly onShare?: (share: number) => void },
): Promise<EvidencePack> {
  const { store, clock } = services.deps;
  for (let reading = 1; reading <= mostReadings; reading += 1) {
    const madeAtUtc = nowUtc(clock);
    const gathered = await inPieces(between(0, 0.5, gather(store, request.scope)), signal, onShare);
    if (store.audit.head().hash !== gathered.head.hash) continue;
    const pieces = packPieces(partsOf(services, request, { gathered, madeAtUtc }));
    return finish(services, request, gathered, await inPieces(between(0.5, 1, pieces), signal, onShare));
  }
  return makeEvidencePack(services, request);
}

/** The engine's `MakeEvidencePack`: the same without a pause. The same facts at the same moment give the same bytes. */
export function makeEvidencePack(services: Services, request: EvidenceRequest): EvidencePack {
  const { store, clock } = services.deps;
  const madeAtUtc = nowUtc(clock);
  const gathered = allAtOnce(gather(store, request.scope));
  return finish(
    services,
    request,
    gathered,
    allAtOnce(packPieces(partsOf(services, request, { gathered, madeAtUtc }))),
  );
}

function partsOf(
  { deps: { store }, seal }: Services,
  request: EvidenceRequest,
  { gathered, madeAtUtc }: { readonly gathered: Gathered; readonly madeAtUtc: string },
): PackParts {
  const older = olderRunsExtras(store, gathered.flow.id, gathered.scope, request.language);
  const holds = heldExtras(store, gathered.runs, request.language);
  const extras = [...(request.extras ?? []), ...older, ...holds];
  return {
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
      audit: { ...gathered.slice.facts, head: gathered.head },
      extras: extras.map(({ name, title }) => ({ name, title })),
    },
    rejected: gathered.rejected,
    mappings: gathered.mappings,
    audit: gathered.slice.text,
    extras,
    sealOf: (manifestSha256) => seal.make(packPurpose, manifestSha256),
  };
}

function finish(services: Services, request: EvidenceRequest, gathered: Gathered, built: BuiltPack): EvidencePack {
  const fileName = fileNameOf(gathered, request);
  if (services.deps.store.condition.state === 'ready') note(services, gathered, built, fileName);
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
