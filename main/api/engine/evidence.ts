import { makeEvidencePackInPieces, packPurpose } from '../../engine/evidence/make-pack.ts';
import type { EngineServices } from '../../engine/services.ts';
import { monthsOf, tieOutExtras } from '../../engine/tie-out/evidence.ts';
import type { EvidenceExtra, EvidencePack, EvidenceRequest } from '../../../shared/model/evidence.ts';
import { found, type HandlersOf } from './handler.ts';

const partBytes = 1_048_576;
/** Packs that are held until their parts were fetched. */
const mostHeld = 2;

/** Evidence packs: made, handed out in parts, and recognised. */
export function evidenceHandlers(
  services: EngineServices,
): HandlersOf<'evidence.make' | 'evidence.progress' | 'evidence.part' | 'evidence.own-seal'> {
  let held: EvidencePack[] = [];
  let share: number | null = null;
  return {
    'evidence.make': async (request, { signal }) => {
      const onShare = (next: number): void => {
        share = next;
      };
      const whole = { ...request, extras: extrasOf(services, request) };
      const pack = await makeEvidencePackInPieces(services, whole, { signal, onShare }).finally(() => {
        share = null;
      });
      held = [...held.filter((one) => one.sha256 !== pack.sha256), pack].slice(-mostHeld);
      return {
        fileName: pack.fileName,
        sha256: pack.sha256,
        bytes: pack.bytes.length,
        parts: Math.ceil(pack.bytes.length / partBytes),
        runs: pack.manifest.runs.length,
      };
    },
    'evidence.progress': () => Promise.resolve({ share }),
    'evidence.part': ({ sha256, part }) => {
      const { bytes } = found(
        held.find((one) => one.sha256 === sha256),
        'evidence pack',
        sha256,
      );
      const piece = bytes.subarray(part * partBytes, (part + 1) * partBytes);
      return Promise.resolve({ base64: Buffer.from(piece).toString('base64') });
    },
    'evidence.own-seal': ({ manifestSha256, keyId, hmac, packSha256 }) =>
      Promise.resolve({
        seal: keyId === 'none' ? 'unsealed' : services.seal.check(packPurpose, manifestSha256, { keyId, hmac }),
        madeAtUtc: services.deps.store.audit.madePackAt(packSha256),
      }),
  };
}

/** What else proves the period: reports of the source held against what landed. */
function extrasOf({ deps }: EngineServices, { scope, language }: EvidenceRequest): EvidenceExtra[] {
  if (scope.kind === 'run') return [];
  return tieOutExtras(deps.store, scope.flowId, monthsOf(scope.fromDay, scope.toDay), language);
}
