import { sourceLinks, type SourceLinks } from '../../../shared/systems/source-links.ts';
import { findIntegration } from '../../engine/deps.ts';
import type { EngineServices } from '../../engine/services.ts';
import type { StoredMessage } from '../../store/message-row.ts';

/** Where documents are opened in their source, as the connections have it now. */
export interface Links {
  /** Null where nobody said how, or where the flow has been removed. */
  document(flowId: string, stream: string, key: string): string | null;
  /** The same of what a message is about; null too where that is not one document. */
  subject(message: Pick<StoredMessage, 'flowId' | 'view' | 'subjectKey'>): string | null;
}

/** Each connection is looked at once. */
export function linksOf({ deps: { store, integrations } }: Pick<EngineServices, 'deps'>): Links {
  const flows = new Map(store.flows.list().map((flow) => [flow.id, flow]));
  const byConnection = new Map<string, SourceLinks | null>();
  const linksTo = (connectionId: string): SourceLinks | null => {
    const known = byConnection.get(connectionId);
    if (known !== undefined) return known;
    const connection = store.connections.get(connectionId);
    const links = connection === null ? null : sourceLinks(connection.system, connection.settings);
    byConnection.set(connectionId, links);
    return links;
  };
  const document: Links['document'] = (flowId, stream, key) => {
    const flow = flows.get(flowId);
    return flow === undefined ? null : (linksTo(flow.sourceConnectionId)?.to(stream, key) ?? null);
  };
  return {
    document,
    subject: ({ flowId, view, subjectKey }) => {
      const integration = findIntegration(integrations, flows.get(flowId)?.integration ?? '');
      const stream = integration?.messaging?.views.find(({ id }) => id === view)?.documentStream;
      return stream === undefined || subjectKey === null ? null : document(flowId, stream, subjectKey);
    },
  };
}
