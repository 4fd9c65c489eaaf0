import type { InputOf, MethodName, OutputOf } from '../../shared/contract/contract.ts';
import type { HeldItem } from '../../shared/model/held.ts';
import { minutesFromNow } from './fake-data.ts';

type Answers = { [Name in MethodName]?: (input: InputOf<Name>) => OutputOf<Name> };

const next = 'Enter the cost center at the source, or correct the line there. It then goes by itself.';

function heldOf(n: number, center: string, called?: string): HeldItem {
  const text = `Line 2 of the document is booked on cost center ${called ?? center}, which the source does not have.`;
  return {
    ...{ id: `held-${String(n)}`, flowId: 'flow-1', flowName: 'Workday to Databricks', runId: 'run-1' },
    ...{ stream: 'supplier_invoices', streamLabel: 'Supplier invoices', labelIsName: false },
    ...{ key: `4f1c7a2be09b1000a3d2c5e17b9d01${String(n).padStart(2, '0')}`, label: `SI-0050${String(n)}` },
    reasons: [
      {
        ...{ code: 'ALLOCATION_COST_CENTER_UNKNOWN', field: 'lines[2].cost_center', value: center, called },
        ...{ expected: 'a cost center that can be booked on', text, next },
        waitsFor: { stream: 'cost_centers', name: center },
      },
    ],
    state: 'open',
    firstSeenAtUtc: minutesFromNow(-60 * n),
    lastSeenAtUtc: minutesFromNow(-12),
    awaited: [{ stream: 'cost_centers', streamLabel: 'Cost centers', name: center, called }],
  };
}

const held = [
  heldOf(1, 'NL-MKT', 'NL-MKT Marketing (Amstel Trading)'),
  heldOf(2, 'NL-MKT'),
  heldOf(3, 'BE-SAL', 'BE-SAL Verkoop (Schelde Handel)'),
];

const dismissed: HeldItem = {
  ...heldOf(4, 'NL-OLD'),
  state: 'dismissed',
  dismissed: { reason: 'Booked by hand', atUtc: minutesFromNow(-30) },
};

/** Held records for tests of the screens; one of them was dismissed. */
export const heldAnswers: Answers = {
  'held.list': ({ filter: { state } }) => {
    const items =
      state === undefined ? [...held, dismissed] : [...held, dismissed].filter((one) => one.state === state);
    return { total: items.length, items };
  },
  'held.reasons': ({ state }) =>
    state === undefined || state === 'open'
      ? [
          {
            code: 'ALLOCATION_COST_CENTER_UNKNOWN',
            count: held.length,
            fields: ['lines[2].cost_center'],
            text: '…',
            next,
          },
        ]
      : [],
  'held.get': ({ id }) => {
    const found = [...held, dismissed].find((one) => one.id === id) ?? heldOf(1, 'NL-MKT');
    return { ...found, source: { wid: found.key, invoice_number: found.label } };
  },
  'held.release': ({ selection }) => ({ changed: selection.kind === 'keys' ? selection.keys.length : 3, runs: [] }),
  'held.dismiss': ({ selection }) => ({ changed: selection.kind === 'keys' ? selection.keys.length : 3 }),
  'held.reopen': ({ ids }) => ({ changed: ids.length, kept: 0 }),
  'gone.confirm': () => ({ run: null }),
};
