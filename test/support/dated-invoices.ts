import type { StreamMapping } from '../../shared/mapping/mapping.ts';
import { createHarness, invoice, invoiceMapping, type Harness } from './engine-harness.ts';

const copy = { kind: 'copy' } as const;

/** Invoices of the harness with a date and a status, by which they are in a period and count. */
export const datedMapping: StreamMapping = {
  ...invoiceMapping,
  header: {
    ...invoiceMapping.header,
    columns: [
      ...invoiceMapping.header.columns,
      { column: 'date', type: { kind: 'date' }, path: 'date', transform: copy, required: false },
      { column: 'status', type: { kind: 'text' }, path: 'status', transform: copy, required: false },
    ],
  },
};

/** A harness whose flow loads dated invoices. */
export function createDatedHarness(exclusions: readonly { path: string; values: string[] }[] = []): Harness {
  const harness = createHarness();
  const flow = harness.store.flows.get('flow');
  if (flow === null) throw new Error('the harness has a flow');
  const rules = exclusions.map((one) => ({ ...one, test: 'is' as const, reason: 'not ours' }));
  const streams = flow.streams.map((one) => ({ ...one, mapping: datedMapping, exclusions: rules }));
  harness.store.flows.save({ ...flow, streams });
  return harness;
}

/** Fields of an invoice of one line. */
export function dated(id: string, total: string, date: string, part: Readonly<Record<string, string>> = {}) {
  return { ...invoice(id, [total], total), date, status: 'APPROVED', ...part };
}
