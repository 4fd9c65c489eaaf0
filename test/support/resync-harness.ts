import { ask } from '../../main/api/ask.ts';
import type { InputOf } from '../../shared/contract/contract.ts';
import type { Integration } from '../../main/ports/integration.ts';
import type { StreamMapping } from '../../shared/mapping/mapping.ts';
import type { ResyncView } from '../../shared/resync/resync.ts';
import { createHarness, invoice, invoiceMapping, type Harness } from './engine-harness.ts';

/** The invoices of the harness with the date that ranges are by. */
const datedMapping: StreamMapping = {
  ...invoiceMapping,
  header: {
    ...invoiceMapping.header,
    columns: [
      ...invoiceMapping.header.columns,
      { column: 'invoice_date', type: { kind: 'date' }, path: 'date', transform: { kind: 'copy' }, required: true },
    ],
  },
};

/** A harness whose invoices have dates; with one stream unless others are named. */
export function createDatedHarness(streams?: readonly string[], integration?: Integration): Harness {
  const harness = createHarness(streams, undefined, integration);
  const flow = harness.store.flows.get(harness.flowId);
  if (flow === null) throw new Error('the harness has no flow');
  harness.store.flows.save({
    ...flow,
    streams: flow.streams.map((stream) =>
      stream.mapping.header.table === invoiceMapping.header.table ? { ...stream, mapping: datedMapping } : stream,
    ),
  });
  return harness;
}

/** Puts an invoice of one line into the source. */
export function putDated(harness: Harness, key: string, date: string, amount: string): void {
  harness.source.put(key, { ...invoice(key, [amount], amount), date });
}

/** Begins a re-sync of invoices and follows it until nothing of it is under way. */
export async function resync(
  harness: Harness,
  range: Omit<InputOf<'resync.start'>, 'flowId' | 'stream'>,
): Promise<ResyncView> {
  await harness.clock.advance(1_000);
  const { id } = await ask(harness.engine, 'resync.start', { flowId: harness.flowId, stream: 'invoices', ...range });
  return idle(harness, id);
}

/** The re-sync once nothing of it is under way. */
export async function idle(harness: Harness, id: string): Promise<ResyncView> {
  await harness.engine.services.resyncs.whenIdle();
  return ask(harness.engine, 'resync.get', { id });
}
