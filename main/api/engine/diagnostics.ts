import type { diagnosticsMethods } from '../../../shared/contract/diagnostics-methods.ts';
import type { Bundle } from '../../engine/diagnostics/bundle.ts';
import type { Diagnostics } from '../../engine/diagnostics/diagnostics.ts';
import { found, type HandlersOf } from './handler.ts';

const partBytes = 1_048_576;

/** Self-checks, and the support bundle: made, and handed out in parts. */
export function diagnosticsHandlers(diagnostics: Diagnostics): HandlersOf<keyof typeof diagnosticsMethods> {
  let held: Bundle | null = null;
  return {
    'diagnostics.run': ({ checkId }, { signal }) => diagnostics.run({ checkId, signal }),
    'diagnostics.bundle': async ({ checkId }, { signal }) => {
      const bundle = await diagnostics.bundle({ checkId, signal });
      held = bundle;
      const { fileName, sha256, bytes, files } = bundle;
      return { fileName, sha256, bytes: bytes.length, parts: Math.ceil(bytes.length / partBytes), files: [...files] };
    },
    'diagnostics.bundle-part': ({ sha256, part }) => {
      const { bytes } = found(held?.sha256 === sha256 ? held : null, 'support bundle', sha256);
      const piece = bytes.subarray(part * partBytes, (part + 1) * partBytes);
      return Promise.resolve({ base64: Buffer.from(piece).toString('base64') });
    },
  };
}
