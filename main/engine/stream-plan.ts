import { AppError } from '../../shared/errors/app-error.ts';
import { compileMapping, type CompiledMapping } from '../../shared/mapping/apply.ts';
import type { ExclusionRule, Flow } from '../../shared/model/flow.ts';
import type { TargetStream } from '../ports/destination.ts';
import type { Integration, IntegrationStream } from '../ports/integration.ts';

/** One stream of a flow, ready to run: the integration's definition with the flow's own mapping and rules. */
export interface StreamPlan {
  readonly definition: IntegrationStream;
  readonly target: TargetStream;
  readonly mapping: CompiledMapping;
  readonly exclusions: readonly ExclusionRule[];
  /** Ids of all streams that are enabled in the flow. */
  readonly enabled: readonly string[];
}

/**
 * The enabled streams of the flow in the integration's order, limited to `only` where given.
 * Throws ENGINE_MAPPING_INVALID (`config`) for a mapping that cannot be compiled.
 */
export function planStreams(
  flow: Pick<Flow, 'streams'>,
  integration: Integration,
  only?: readonly string[],
): StreamPlan[] {
  const enabled = flow.streams.flatMap((stream) => (stream.enabled ? [stream.id] : []));
  return integration.streams.flatMap((definition) => {
    const own = flow.streams.find((stream) => stream.id === definition.id);
    if (own === undefined || !own.enabled) return [];
    if (only !== undefined && !only.includes(definition.id)) return [];
    return [
      {
        definition,
        target: { id: definition.id, label: definition.label, mapping: own.mapping, totals: definition.totals },
        mapping: compile(definition, own.mapping),
        exclusions: own.exclusions,
        enabled,
      },
    ];
  });
}

function compile(definition: IntegrationStream, mapping: TargetStream['mapping']): CompiledMapping {
  try {
    return compileMapping(mapping);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('ENGINE_MAPPING_INVALID', 'config', {
      details: { stream: definition.label, reason },
      cause: error,
    });
  }
}
