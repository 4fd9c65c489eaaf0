import { AppError } from '../../../shared/errors/app-error.ts';
import type { OtherInstallation } from '../../../shared/model/installation.ts';
import type { Destination, InstallationMark, TargetStream } from '../../ports/destination.ts';
import type { EngineDeps } from '../deps.ts';
import { ownInstallation } from './identity.ts';

type Deps = Pick<EngineDeps, 'store' | 'clock' | 'random'>;

/** Who delivers, and from when on what others did is news to it: since the flow is here, or since a person last decided. */
export function markOf(deps: Deps, flowId: string): InstallationMark {
  const own = ownInstallation(deps);
  const moments = [own.sinceUtc, own.decided[flowId] ?? '', deps.store.flows.get(flowId)?.createdAtUtc ?? ''];
  // A restored flow is older than its backup: what counts is the latest of the three. UTC ISO texts sort as moments.
  const sinceUtc = moments.sort().at(-1) ?? own.sinceUtc;
  return { id: own.id, line: own.line, generation: own.generation, sinceUtc };
}

/** The error to stop with if others delivered, which names the newest; null if none did. */
export function otherError(flowId: string, others: readonly OtherInstallation[]): AppError | null {
  const newest = [...others].sort((a, b) => (a.lastAtUtc < b.lastAtUtc ? 1 : -1))[0];
  if (newest === undefined) return null;
  const { lastAtUtc: at, id: installation, line, generation } = newest;
  return new AppError('INSTALLATION_OTHER', 'config', {
    phase: 'deliver',
    details: { at, installation, line, generation, flow: flowId },
  });
}

/** Throws INSTALLATION_OTHER if others delivered; what they are is kept for the person who decides. */
export function assertAlone(flowId: string, others: readonly OtherInstallation[]): void {
  const error = otherError(flowId, others);
  if (error !== null) throw error;
}

/** Asks the destination, before anything of a stream is delivered. A destination that cannot tell is taken to be alone. */
export async function askWhetherAlone(
  deps: Deps,
  of: { destination: Destination; flowId: string; target: TargetStream; signal: AbortSignal },
): Promise<void> {
  if (of.destination.others === undefined) return;
  const mark = markOf(deps, of.flowId);
  assertAlone(of.flowId, await of.destination.others(of.target, mark, of.signal));
}
