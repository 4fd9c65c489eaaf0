import type { SystemDescriptor, SystemField } from '../model/system.ts';

const sites = [
  ['nl', 'Netherlands'],
  ['be', 'Belgium'],
  ['de', 'Germany'],
  ['fr', 'France'],
  ['es', 'Spain'],
  ['co.uk', 'United Kingdom'],
  ['com', 'United States'],
] as const;

/** Sites of Exact Online, by host: an account lives on exactly one. */
export const exactHosts: readonly string[] = sites.map(([end]) => `start.exactonline.${end}`);

const signInFields: SystemField[] = [
  {
    name: 'host',
    label: 'Exact Online site',
    kind: 'url',
    required: true,
    secret: false,
    placeholder: 'start.exactonline.nl',
    help: `The site where you sign in to Exact Online: ${sites.map(([end, country]) => `start.exactonline.${end} (${country})`).join(', ')}.`,
    whereToFind: 'The first part of the address in your browser while you work in Exact Online',
  },
  {
    name: 'clientId',
    label: 'Client id',
    kind: 'text',
    required: true,
    secret: false,
    help: 'Of the app that your company registered at Exact. One app for this connection alone: its sign-in is renewed all the time.',
    whereToFind: 'Exact Online App Center → Manage my apps → the app → Client ID',
  },
  {
    name: 'clientSecret',
    label: 'Client secret',
    kind: 'secret',
    required: true,
    secret: true,
    whereToFind: 'Exact Online App Center → Manage my apps → the app → Client secret',
  },
  {
    name: 'redirectUri',
    label: 'Redirect URI of the app',
    kind: 'url',
    required: true,
    secret: false,
    placeholder: 'https://www.your-company.example/exact',
    help: 'Exactly as it was registered. Exact insists on a public https address; no page has to be there.',
    whereToFind: 'Exact Online App Center → Manage my apps → the app → Redirect URI',
  },
];

const readingFields: SystemField[] = [
  {
    name: 'divisions',
    label: 'Companies (divisions)',
    kind: 'text',
    required: true,
    secret: false,
    choices: true,
    multiple: true,
    placeholder: '2256995',
    help: 'Those that are read. They stay as chosen, whatever company somebody opens in Exact Online.',
  },
  {
    name: 'overlapMinutes',
    label: 'Overlap of windows (minutes)',
    kind: 'number',
    required: false,
    secret: false,
    defaultValue: '5',
    help: 'Where Exact has no row versions, a little of the last window is read again, so that late changes are caught.',
    advanced: true,
  },
  {
    name: 'callsPerMinute',
    label: 'Calls per minute and company',
    kind: 'number',
    required: false,
    secret: false,
    defaultValue: '55',
    help: 'Until Exact says itself what it permits; from then on that holds.',
    advanced: true,
  },
  {
    name: 'callsPerDay',
    label: 'Calls per day and company',
    kind: 'number',
    required: false,
    secret: false,
    defaultValue: '5000',
    help: 'Until Exact says itself what it permits; from then on that holds.',
    advanced: true,
  },
];

const webhookFields: SystemField[] = [
  {
    name: 'webhookSecret',
    label: 'Webhook secret',
    kind: 'secret',
    required: false,
    secret: true,
    help: 'Only where Exact is to say by itself that something changed: it signs what it sends with it.',
    whereToFind: 'Exact Online App Center → Manage my apps → the app → Webhook secret',
    advanced: true,
  },
];

/** What the form, the CLI and the importer need to know of Exact Online. */
export const exactSystem: SystemDescriptor = {
  id: 'exact',
  name: 'Exact Online',
  role: 'source',
  fields: [...signInFields, ...readingFields, ...webhookFields],
  signIn: 'paste-back',
  signInDays: 30,
  permissions: [
    {
      grant: 'A user with rights to view purchase, sales, bank and the general ledger of each company',
      reason: 'What the user may not see is refused for the app as well.',
      confirm: true,
    },
    {
      grant: 'The app may use the companies (My Exact Online → Security centre → App permissions → Manage companies)',
      reason: 'A company that is not ticked there is refused.',
    },
    {
      grant: 'Scope “Organization: administration”: Read, or Manage where webhooks are turned on',
      reason: 'The list of companies; with Manage, the subscriptions to webhooks',
    },
    {
      grant: 'Scope “Financial: general ledgers”: Read, or Manage where changes are written back',
      reason: 'GL accounts; with Manage, changes that are written back',
      streams: ['gl_accounts'],
    },
    {
      grant: 'Scope “Financial: cost centers”: Read, or Manage where changes are written back',
      reason: 'Cost centers; with Manage, changes that are written back',
      streams: ['cost_centers'],
    },
    {
      grant: 'Scope “Financial: accounting”: Read',
      reason: 'Journal entries, purchase entries and bank entries',
      streams: ['journal_entries', 'purchase_entries', 'bank_entries'],
    },
    { grant: 'Scope “CRM: accounts”: Read', reason: 'Accounts (suppliers and customers)', streams: ['accounts'] },
    { grant: 'Scope “Logistics: items”: Read', reason: 'Items', streams: ['items'] },
    { grant: 'Scope “Purchase: orders”: Read', reason: 'Purchase orders', streams: ['purchase_orders'] },
    {
      grant: 'Scope “Purchase: invoices”: Read, and the Purchase module in the licence',
      reason: 'Purchase invoices of the Purchase module',
      streams: ['purchase_invoices'],
      confirm: true,
    },
    { grant: 'Scope “Sales: invoices”: Read', reason: 'Sales invoices', streams: ['sales_invoices'] },
  ],
  never: ['Documents and attachments', 'Bank accounts of suppliers and customers', 'Wages and employees'],
};
