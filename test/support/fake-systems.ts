import type { OutputOf } from '../../shared/contract/contract.ts';
import type { CheckStep } from '../../shared/model/check.ts';
import { authError, mappingOf, minutesFromNow, streamLabels } from './fake-data.ts';

const passwordOnly = { field: 'auth', in: ['user-password'] };

export const systems: OutputOf<'systems.list'> = [
  {
    id: 'workday',
    name: 'Workday',
    role: 'source',
    never: ['Bank account data', 'Attachments', 'Payroll payments'],
    permissions: [
      { grant: 'Get on “Supplier Invoices”', reason: 'Reads supplier invoices and their lines.' },
      { grant: 'Get on “Financials: Journals”', reason: 'Reads journal entries.' },
    ],
    fields: [
      {
        name: 'host',
        label: 'Host',
        kind: 'url',
        required: true,
        secret: false,
        placeholder: 'wd5-services1.workday.com',
        whereToFind: 'View API Clients → Workday REST API Endpoint, up to the first slash',
      },
      {
        name: 'tenant',
        label: 'Tenant',
        kind: 'text',
        required: true,
        secret: false,
        help: 'The part after the host in the address of Workday.',
      },
      {
        name: 'auth',
        label: 'Sign-in',
        kind: 'select',
        required: true,
        secret: false,
        defaultValue: 'user-password',
        options: [
          { value: 'user-password', label: 'Integration system user' },
          { value: 'oauth', label: 'API client (OAuth 2)' },
        ],
      },
      { name: 'username', label: 'User name', kind: 'text', required: true, secret: false, showWhen: passwordOnly },
      { name: 'password', label: 'Password', kind: 'secret', required: true, secret: true, showWhen: passwordOnly },
      {
        name: 'clientId',
        label: 'Client id',
        kind: 'text',
        required: true,
        secret: false,
        showWhen: { field: 'auth', in: ['oauth'] },
      },
      {
        name: 'version',
        label: 'Version of the web services',
        kind: 'text',
        required: false,
        secret: false,
        defaultValue: 'v46.1',
        advanced: true,
      },
    ],
  },
  {
    id: 'databricks',
    name: 'Databricks',
    role: 'destination',
    never: ['Tables of others'],
    permissions: [{ grant: 'CAN USE on the SQL warehouse', reason: 'Runs the statements that write and compare.' }],
    fields: [
      {
        name: 'host',
        label: 'Workspace address',
        kind: 'url',
        required: true,
        secret: false,
        placeholder: 'adb-1234567890.7.azuredatabricks.net',
      },
      { name: 'warehouse', label: 'SQL warehouse', kind: 'text', required: true, secret: false },
      { name: 'catalog', label: 'Catalog', kind: 'text', required: true, secret: false },
      { name: 'schema', label: 'Schema', kind: 'text', required: true, secret: false },
      {
        name: 'token',
        label: 'Access token',
        kind: 'secret',
        required: true,
        secret: true,
        whereToFind: 'Settings → Developer → Access tokens',
      },
    ],
  },
];

export const integrations: OutputOf<'integrations.list'> = [
  {
    id: 'workday-databricks',
    source: 'workday',
    destination: 'databricks',
    streams: streamLabels.map(([id, label, scheduleClass]) => ({
      id,
      label,
      scheduleClass,
      defaultMapping: mappingOf(id),
      fields: [{ path: 'wid', type: { kind: 'text' as const }, list: false }],
    })),
  },
];

export function practiceOf(running: boolean): OutputOf<'practice.status'> {
  const systems: OutputOf<'practice.status'>['systems'] = [
    {
      system: 'workday',
      address: 'http://127.0.0.1:40101',
      credentials: [
        { label: 'Tenant', value: 'practice' },
        { label: 'User name', value: 'isu_finance' },
        { label: 'Password', value: 'practice-password' },
      ],
      faults: [
        { id: 'slow', label: 'Answers slowly', group: 'outage', active: false },
        { id: 'bad-login', label: 'Refuses the login', group: 'access', active: false },
      ],
    },
    {
      system: 'databricks',
      address: 'http://127.0.0.1:40102',
      credentials: [
        { label: 'Warehouse', value: 'practice' },
        { label: 'Token', value: 'practice-token' },
      ],
      faults: [{ id: 'lost-answer', label: 'Loses an answer after applying it', group: 'outage', active: true }],
    },
  ];
  return { running, systems: running ? systems : [], changing: false };
}

export function connectionsOf(): OutputOf<'connections.list'> {
  const common = { practice: false, createdAtUtc: minutesFromNow(-90_000), updatedAtUtc: minutesFromNow(-17_280) };
  return [
    {
      ...common,
      id: 'con-1',
      name: 'Workday production',
      system: 'workday',
      settings: { host: 'wd5-services1.workday.com', tenant: 'acme', auth: 'user-password', username: 'isu_finance' },
      secrets: [{ name: 'password', replacedAtUtc: minutesFromNow(-17_280), expiresOn: '2027-01-31' }],
      lastCheck: { atUtc: minutesFromNow(-60), ok: true, steps: [] },
    },
    {
      ...common,
      id: 'con-2',
      name: 'Databricks finance',
      system: 'databricks',
      settings: { host: 'adb-1.azuredatabricks.net', warehouse: 'abc', catalog: 'main', schema: 'finance' },
      secrets: [{ name: 'token', replacedAtUtc: minutesFromNow(-2880) }],
      lastCheck: null,
    },
  ];
}

/** Steps of a check, by whether the login is right. */
export function checkSteps(wrongPassword: boolean): CheckStep[] {
  const step = (id: string, label: string, durationMs: number, detail: string | null): CheckStep => ({
    id,
    label,
    state: 'passed',
    durationMs,
    detail,
    error: null,
  });
  const first = [
    step('proxy', 'Proxy', 3, 'No proxy is needed'),
    step('tls', 'Secure connection', 84, 'TLS 1.3'),
    { ...step('clock', 'Clock', 12, 'Differs by 95 s'), state: 'warning' as const },
  ];
  if (wrongPassword)
    return [
      ...first,
      { id: 'authenticate', label: 'Sign in', state: 'failed', durationMs: 412, detail: null, error: authError },
      { ...step('read.suppliers', 'Read suppliers', 0, null), state: 'skipped', durationMs: null },
    ];
  return [
    ...first,
    step('authenticate', 'Sign in', 398, 'Signed in as isu_finance'),
    step('read.supplier_invoices', 'Read supplier invoices', 640, '1,204 supplier invoices'),
  ];
}
