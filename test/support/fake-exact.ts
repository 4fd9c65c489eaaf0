import type { OutputOf } from '../../shared/contract/contract.ts';
import type { Choice } from '../../shared/model/choice.ts';
import type { ForecastPart } from '../../shared/model/forecast.ts';
import type { Run } from '../../shared/model/run.ts';
import type { SignInState } from '../../shared/model/sign-in.ts';
import { flowOf, mappingOf, minutesFromNow, overviewOf, runOf, streamOf, type Overview } from './fake-data.ts';

const streams = [
  ['gl_accounts', 'GL accounts', 'reference'],
  ['cost_centers', 'Cost centers', 'reference'],
  ['accounts', 'Accounts (suppliers and customers)', 'reference'],
  ['items', 'Items', 'reference'],
  ['purchase_orders', 'Purchase orders', 'transactional'],
  ['purchase_entries', 'Purchase entries', 'transactional'],
  ['purchase_invoices', 'Purchase invoices', 'transactional'],
  ['sales_invoices', 'Sales invoices', 'transactional'],
  ['journal_entries', 'Journal entries', 'transactional'],
  ['bank_entries', 'Bank entries', 'transactional'],
] as const;

const tableOf = (id: string) => {
  const mapping = mappingOf(id);
  return { ...mapping, header: { ...mapping.header, table: `exact_${id}` } };
};

/** The pair whose source is signed in to with the browser. */
export const exactIntegration: OutputOf<'integrations.list'>[number] = {
  id: 'exact-databricks',
  source: 'exact',
  destination: 'databricks',
  streams: streams.map(([id, label, scheduleClass]) => ({
    id,
    label,
    scheduleClass,
    defaultMapping: tableOf(id),
    fields: [{ path: 'wid', type: { kind: 'text' as const }, list: false }],
  })),
};

export const exactConnection: OutputOf<'connections.list'>[number] = {
  id: 'con-exact',
  name: 'Exact Ledger group',
  system: 'exact',
  practice: false,
  settings: {
    host: 'start.exactonline.nl',
    clientId: '78c73eec-2882-459d-b3f4-83a21a49591a',
    redirectUri: 'https://www.ledger.example/exact',
    divisions: '2256995,2256996,2256990',
  },
  secrets: [{ name: 'clientSecret', replacedAtUtc: minutesFromNow(-40_000) }],
  lastCheck: { atUtc: minutesFromNow(-60), ok: true, steps: [] },
  createdAtUtc: minutesFromNow(-90_000),
  updatedAtUtc: minutesFromNow(-40_000),
};

/** The stored connection was signed in to some time ago, and its sign-in ends in a few days; nobody has at any other. */
export function exactSignIn(id: string): SignInState | undefined {
  if (id !== exactConnection.id) return undefined;
  return {
    kind: 'signed-in',
    signedInAtUtc: minutesFromNow(-24 * 1440),
    signedInAs: 'J. Visser',
    endsUnusedAtUtc: minutesFromNow(6 * 1440 + 5),
    warns: true,
  };
}

const factsOf = (country: string, currency: string) => [
  { label: 'Country', value: country },
  { label: 'Currency', value: currency },
];

export const exactCompanies: Choice[] = [
  { value: '2256995', label: 'Ledger & Zonen B.V.', facts: factsOf('NL', 'EUR') },
  { value: '2256996', label: 'Ledger Belgique S.A.', facts: factsOf('BE', 'EUR') },
  { value: '2256997', label: 'Ledger UK Ltd', facts: factsOf('GB', 'GBP') },
  { value: '2256998', label: 'Ledger Iberia S.L.', facts: factsOf('ES', 'EUR'), reason: 'archived' },
  { value: '2256999', label: 'Ledger Deutschland GmbH', facts: factsOf('DE', 'EUR'), reason: 'blocked' },
];

/** One company that fits, one that does not, one of which the source has not said anything yet. */
export function exactForecast(): ForecastPart[] {
  const resetsAtUtc = `${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}T00:00:00.000Z`;
  const day = { perDay: 4750, keptBack: 250, resetsAtUtc };
  return [
    { part: '2256995', label: 'Ledger & Zonen B.V.', calls: 1240, left: 3550, ...day },
    { part: '2256996', label: 'Ledger Belgique S.A.', calls: 7420, left: 240, ...day },
    { part: '2256997', label: 'Ledger UK Ltd', calls: 96, left: null, perDay: null, keptBack: 0, resetsAtUtc: null },
  ];
}

export const exactRun: Run = runOf('run-exact', {
  flowId: 'flow-exact',
  flowName: 'Exact Online → Databricks',
  state: 'succeeded',
  streams: streams.map(([id, label]) => streamOf(id, label)),
});

/** The flow that reads from Exact Online, as a window finds it. */
export function exactOverview(): Overview {
  const flow = {
    ...flowOf(),
    id: 'flow-exact',
    name: 'Exact Online → Databricks',
    integration: 'exact-databricks' as const,
    sourceConnectionId: exactConnection.id,
    streams: streams.map(([id]) => ({ id, enabled: true, mapping: tableOf(id), exclusions: [] })),
  };
  return {
    ...overviewOf(exactRun, { flow, state: 'healthy', openRejections: 0 }),
    streams: streams.map(([id]) => ({ id, nextRunAtUtc: minutesFromNow(18), paused: null })),
  };
}

/** The practice system, as the app runs it. */
export const exactPractice: OutputOf<'practice.status'>['systems'][number] = {
  system: 'exact',
  address: 'http://127.0.0.1:40103',
  credentials: [
    { label: 'Client id', value: '6f0c1a0e-3a6b-4c1e-9d57-0d2f3b1a7c11' },
    { label: 'Client secret', value: 'practice-client-secret' },
    { label: 'Redirect URI', value: 'https://practice.example/exact' },
  ],
  faults: [{ id: 'daily-limit', label: 'The calls of the day are used up', group: 'limits', active: false }],
};
