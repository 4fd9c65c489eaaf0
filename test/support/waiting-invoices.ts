import type { Integration, IntegrationStream } from '../../main/ports/integration.ts';
import type { StreamMapping } from '../../shared/mapping/mapping.ts';
import type { Run, RunStream } from '../../shared/model/run.ts';
import { createHarness, invoice, invoiceIntegration, type Harness } from './engine-harness.ts';

const centerMapping: StreamMapping = {
  version: 1,
  header: {
    table: 'centers',
    keyColumns: ['id'],
    columns: [
      { column: 'id', type: { kind: 'text' }, path: 'id', transform: { kind: 'copy' }, required: true },
      { column: 'code', type: { kind: 'text' }, path: 'code', transform: { kind: 'copy' }, required: true },
    ],
  },
  lines: [],
};

/** Reference data that invoices name by its code; one that is not active may not be booked on. */
const centers: IntegrationStream = {
  id: 'centers',
  label: 'Cost centers',
  scheduleClass: 'reference',
  defaultMapping: centerMapping,
  totals: { companyColumn: null, amounts: [] },
  validate: () => [],
  dimension: ({ fields }) =>
    typeof fields['code'] === 'string'
      ? { name: fields['code'], facts: { active: fields['active'] ?? true, title: fields['title'] ?? null } }
      : null,
};

/** Invoices wait for the cost center that they name, where cost centers are known; `credits` wait for nothing. */
export const waitingIntegration: Integration = {
  ...invoiceIntegration,
  streams: [
    centers,
    ...invoiceIntegration.streams.map((stream): IntegrationStream => {
      if (stream.id !== 'invoices') return stream;
      return {
        ...stream,
        waitsFor: ({ fields }, dimensions) => {
          const name = fields['center'];
          if (typeof name !== 'string' || !dimensions.knows('centers')) return [];
          const facts = dimensions.find('centers', name);
          if (facts?.['active'] === true) return [];
          const code = facts === null ? 'RECORD_REFERENCE_UNKNOWN' : 'RECORD_REFERENCE_INACTIVE';
          const called = typeof facts?.['title'] === 'string' ? `${name} ${facts['title']}` : undefined;
          const reason = {
            code,
            field: 'center',
            value: name,
            called,
            expected: 'a cost center that can be booked on',
          };
          return [{ ...reason, waitsFor: { stream: 'centers', name } }];
        },
      };
    }),
  ],
};

/** A flow of cost centers and of invoices that wait for them. */
export function createWaitingHarness(
  streams: readonly string[] = ['centers', 'invoices'],
  storeFile?: string,
): Harness {
  return createHarness(streams, storeFile, waitingIntegration);
}

/** Puts a cost center into the source. */
export function putCenter({ source }: Harness, code: string, active = true, title: string | null = null): void {
  source.put(`center-${code}`, { id: `center-${code}`, code, active, title }, 'centers');
}

/** Puts an invoice of one line into the source, booked on a cost center. */
export function putBooked({ source }: Harness, key: string, center: string, amount = '10'): void {
  source.put(key, { ...invoice(key, [amount], amount), center });
}

/** The invoices of a run. */
export function invoicesOf(run: Run): RunStream {
  const found = run.streams.find(({ stream }) => stream === 'invoices');
  if (found === undefined) throw new Error('the run has no invoices');
  return found;
}
