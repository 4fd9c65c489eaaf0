import type { InputOf, MethodName, OutputOf } from '../../shared/contract/contract.ts';
import type { TieOut } from '../../shared/tie-out/model.ts';
import { compareReport, differs, stateOf } from '../../shared/tie-out/compare.ts';
import { understandReport } from '../../shared/tie-out/understand.ts';

type Handlers = { [Name in MethodName]?: (input: InputOf<Name>) => OutputOf<Name> };

const atUtc = '2026-11-03T09:00:00.000Z';
const flow = { flowId: 'flow-1', flowName: 'Workday → Databricks' };
const by = 'finance@laptop';

/** What landed at the fake destination: one company in two currencies. */
const landed = [
  ['CO-100', 'EUR', '14', '12500.75'],
  ['CO-100', 'USD', '2', '800'],
].map(([company = '', currency = '', count = '0', amount = '0']) => ({
  ...{ company, companyName: 'Aster B.V.', currency, account: null, accountName: null },
  figures: { count, amount },
}));

const rejected = {
  ...{ kind: 'rejected' as const, certain: true, stream: 'supplier_invoices', key: 'wid-1042', label: 'INV-1042' },
  ...{ company: 'CO-100', currency: 'EUR', account: null, figures: { count: '1', amount: '99.25' } },
};

function tieOutOf(id: string, { parameters, entered }: InputOf<'tie-outs.make'>): TieOut {
  const { kind, numbers, company } = parameters;
  const { rows } = understandReport(entered, kind, { numbers, company });
  const lines = compareReport({ rows, landed, stored: landed, causes: [rejected] });
  return { id, ...flow, atUtc, by, parameters, entered, state: stateOf(lines), lines, notes: [] };
}

const first = tieOutOf('tie-1', {
  parameters: {
    ...{ flowId: 'flow-1', kind: 'open-invoices', period: '2026-10', asOf: '2026-10-31', company: null },
    ...{ reportedAtUtc: '2026-11-02T22:59:59.000Z', leftOut: ['CANCELED', 'DRAFT'], numbers: null },
  },
  entered: 'Company\tCurrency\tCount\tAmount\nCO-100\tEUR\t15\t12,600.00\nCO-100\tUSD\t2\t800.00',
});

type SignOff = OutputOf<'sign-offs.list'>[number];
const signed: SignOff = {
  ...{ id: 'sign-1', ...flow, period: '2026-09', atUtc: '2026-10-05T08:00:00.000Z', name: 'The controller', by },
  ...{ comment: 'September is complete.', packSha256: 'a3'.repeat(32), packFile: 'evidence-2026-09.zip', records: 412 },
  overridden: [{ kind: 'rejected', count: 1, names: ['INV-0991'], reason: 'Not ours; the supplier was told.' }],
  takenBack: null,
  changed: 1,
};

/** Answers about tie-outs and sign-offs: what is made stays. `changed` is called after each change. */
export function proofAnswers(changed: () => void) {
  let tieOuts = [first];
  let signOffs = [signed];
  return {
    'tie-outs.kinds': () => ({
      wakesWarehouse: true,
      companies: ['CO-100', 'CO-200'],
      kinds: [
        { kind: 'open-invoices', streamLabel: 'Supplier invoices', leftOut: ['CANCELED', 'DRAFT'] },
        { kind: 'period-invoices', streamLabel: 'Supplier invoices', leftOut: ['CANCELED', 'DRAFT'] },
        { kind: 'trial-balance', streamLabel: 'Journal entries', leftOut: ['CANCELED'] },
      ],
    }),
    'tie-outs.make': (input) => {
      const made = tieOutOf(`tie-${String(tieOuts.length + 1)}`, input);
      tieOuts = [made, ...tieOuts];
      changed();
      return made;
    },
    'tie-outs.list': () =>
      tieOuts.map(({ lines, id, parameters, state }) => {
        const figures = lines.flatMap((line) => line.figures);
        const counts = { compared: figures.length, differing: figures.filter(differs).length };
        return { id, ...flow, atUtc, by, parameters, state, ...counts };
      }),
    'tie-outs.get': ({ id }) => tieOuts.find((one) => one.id === id) ?? first,
    'sign-offs.check': () => [{ kind: 'rejected', count: 1, names: ['INV-1042'] }],
    'sign-offs.make': ({ period, name, comment, overrides }) => {
      const overridden = overrides.map(({ kind, reason }) => ({ kind, reason, count: 1, names: ['INV-1042'] }));
      const made = {
        ...signed,
        id: `sign-${String(signOffs.length + 1)}`,
        period,
        name,
        comment,
        overridden,
        changed: 0,
      };
      signOffs = [made, ...signOffs];
      changed();
      return made;
    },
    'sign-offs.list': () => signOffs,
    'sign-offs.take-back': ({ id, name, reason }) => {
      const takenBack = { atUtc, name, by, reason };
      signOffs = signOffs.map((one) => (one.id === id ? { ...one, takenBack, changed: null } : one));
      changed();
      return signOffs.find((one) => one.id === id) ?? signed;
    },
    'sign-offs.changes': ({ id }) => {
      if (id !== 'sign-1') return { added: 0, changed: 0, gone: 0, records: [], effects: [] };
      const sums = (sum: string) => [{ company: 'CO-100', amount: 'invoice_total', currency: 'EUR', sum, rows: 1 }];
      const place = { stream: 'supplier_invoices', company: 'CO-100', amount: 'invoice_total', currency: 'EUR' };
      return {
        ...{ added: 0, changed: 1, gone: 0 },
        records: [
          {
            ...{ kind: 'changed', stream: 'supplier_invoices', key: 'wid-0815', label: 'INV-0815' },
            ...{ before: sums('1200'), after: sums('1190.50') },
          },
        ],
        effects: [{ ...place, before: '1200', after: '1190.5', difference: '-9.5' }],
      };
    },
    'sign-offs.pack': () => ({ base64: 'UEsD', parts: 1 }),
  } satisfies Handlers;
}
