import { textContent, Workspace, type Channel, type Person } from './workspace.ts';

const PEOPLE: readonly Person[] = [
  { id: 'U0PRACT01', name: 'Accounts payable clerk', title: 'Accounts payable' },
  { id: 'U0PRACT02', name: 'Finance director', title: 'Finance' },
  { id: 'U0PRACT03', name: 'Controller', title: 'Group control' },
  { id: 'U0PRACT04', name: 'Temporary bookkeeper', title: 'Accounts payable', standing: 'guest' },
  { id: 'U0PRACT05', name: 'External auditor', title: 'Audit', standing: 'external' },
  { id: 'U0PRACT06', name: 'Former controller', title: 'Group control', standing: 'deactivated' },
];

interface Seed extends Partial<Omit<Channel, 'id' | 'name' | 'purpose' | 'messages'>> {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
}

const CHANNELS: readonly Seed[] = [
  { id: 'C0PRACT01', name: 'ap-invoices', purpose: 'Supplier invoices above the threshold' },
  { id: 'C0PRACT02', name: 'payment-runs', purpose: 'Payments and payment runs' },
  { id: 'C0PRACT03', name: 'gl-close', purpose: 'Month-end close and ledger differences' },
  { id: 'C0PRACT04', name: 'overdue-payments', purpose: 'What should have been paid' },
  { id: 'C0PRACT05', name: 'finance-integrations', purpose: 'Health of the connectors' },
  { id: 'C0PRACT06', name: 'finance-directors', purpose: 'Directors only', isPrivate: true },
  { id: 'C0PRACT07', name: 'treasury-confidential', purpose: 'Treasury only', isPrivate: true, isMember: false },
  { id: 'C0PRACT08', name: 'finance-2025', purpose: 'Last year', isArchived: true },
  { id: 'C0PRACT09', name: 'company-announcements', purpose: 'Announcements', isReadOnly: true },
  { id: 'C0PRACT10', name: 'audit-with-external', purpose: 'Shared with the auditors', isExtShared: true },
  { id: 'C0PRACT11', name: 'procurement', purpose: 'Purchase orders', isMember: false },
  { id: 'C0PRACT12', name: 'close-questions', purpose: 'Answers in threads only', isThreadOnly: true },
  { id: 'C0PRACT13', name: 'cash-ticker', purpose: 'No threads here', isNonThreadable: true },
];

/** The practice workspace: thirteen channels of a finance department, each with what was said before the bot came. */
export function seedWorkspace(nowMs: number): Workspace {
  const channels = CHANNELS.map((seed) => ({
    isPrivate: false,
    isArchived: false,
    isReadOnly: false,
    isThreadOnly: false,
    isNonThreadable: false,
    isExtShared: false,
    isMember: true,
    ...seed,
    messages: [],
  }));
  const identity = {
    teamId: 'T0PRACTICE',
    team: 'Practice workspace',
    appId: 'A0PRACTICE',
    botId: 'B0PRACTICE',
    botUserId: 'U0PRACTBOT',
    botName: 'ml-connector',
  };
  const workspace = new Workspace(identity, PEOPLE, channels);
  for (const channel of channels) {
    const author = { userId: 'U0PRACT03', botId: null };
    workspace.add(channel, { ...author, content: textContent(`${channel.purpose}. Welcome!`) }, nowMs - 86_400_000);
  }
  for (const channel of channels) if (channel.isMember) addJoin(workspace, channel, nowMs - 3_600_000);
  return workspace;
}

/** What Slack writes into a channel when the bot joins it. */
export function addJoin(workspace: Workspace, channel: Channel, nowMs: number): void {
  const { botUserId } = workspace.identity;
  const content = textContent(`<@${botUserId}> has joined the channel`);
  workspace.add(channel, { userId: botUserId, botId: null, subtype: 'channel_join', content }, nowMs);
}
