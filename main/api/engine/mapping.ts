import { validateMapping } from '../../../shared/mapping/validate.ts';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { findIntegration } from '../../engine/deps.ts';
import type { EngineServices } from '../../engine/services.ts';
import { badRequest, found, type HandlersOf } from './handler.ts';

type Names = 'mapping.validate' | 'mapping.sample';
type Sample = OutputOf<'mapping.sample'>['records'][number];

/** What a mapping is made with: its problems, and what the source has in its fields. */
export function mappingHandlers(services: EngineServices): HandlersOf<Names> {
  return {
    'mapping.validate': ({ integration, stream, mapping }) => {
      const known = findIntegration(services.deps.integrations, integration);
      const totals = known?.streams.find((one) => one.id === stream)?.totals;
      return Promise.resolve(validateMapping(mapping, services.fieldsOf(integration, stream), totals));
    },
    'mapping.sample': (input, { signal }) => sample(services, input, signal),
  };
}

interface SampleRequest {
  readonly integration: string;
  readonly sourceConnectionId: string;
  readonly stream: string;
  readonly limit: number;
}

/** The first records of everything the source has. Moves no cursor. Throws what the source throws. */
async function sample(
  services: EngineServices,
  request: SampleRequest,
  signal: AbortSignal,
): Promise<{ records: Sample[] }> {
  const { deps } = services;
  const { stream, limit, sourceConnectionId } = request;
  const connection = found(deps.store.connections.get(sourceConnectionId), 'connection', sourceConnectionId);
  const integration = found(
    findIntegration(deps.integrations, request.integration),
    'integration',
    request.integration,
  );
  if (connection.system !== integration.source) throw badRequest('the connection does not belong to this integration');
  const source = deps.openSource(connection);
  const records: Sample[] = [];
  try {
    const window = await source.openWindow(stream, { kind: 'incremental', cursor: null }, signal);
    for await (const page of source.read(stream, window, signal)) {
      for (const { key, label, fields } of page.records) {
        if (records.length < limit)
          records.push({ key, label, source: JSON.parse(JSON.stringify(fields)) as Sample['source'] });
      }
      if (records.length >= limit) break;
    }
  } finally {
    await source.close();
  }
  return { records };
}
