import { ask } from '../../main/api/ask.ts';
import type { PracticeSystem } from '../../sandbox/practice-system.ts';
import type { Bridge } from '../../shared/contract/bridge.ts';
import type { Connection } from '../../shared/model/connection.ts';
import { exactStreams } from './exact-side.ts';
import type { Surroundings } from './surroundings.ts';

const streams = ['purchase_orders', 'supplier_invoices'];
const channel = { id: 'C0PRACT01', name: 'ap-invoices', sharedConfirmed: false };

export type FlowName = 'warehouse' | 'messages';
export type FlowIds = Readonly<Record<FlowName, string>>;
type App = Pick<Bridge, 'call'>;

interface Credentials {
  /** Of Slack; default the token that lasts. */
  readonly slack?: Readonly<Record<string, string>>;
}

/** Connects an app to the systems around it as a person does, with secrets in its vault, and makes its two flows. */
export async function connectFlows(app: App, around: Surroundings, credentials: Credentials = {}): Promise<FlowIds> {
  const { workday, databricks, slack } = around;
  const own = { overlapMinutes: '0', asOfLagSeconds: '0', pageSize: '20' };
  const source = await connect(app, around, { system: workday, settings: own, secrets: {} });
  const warehouse = await connect(app, around, { system: databricks, settings: {}, secrets: {} });
  const secrets = credentials.slack ?? {};
  const messenger = await connect(app, around, { system: slack, settings: {}, secrets });
  const integrations = await ask(app, 'integrations.list', {});
  const template = integrations
    .find(({ id }) => id === 'workday-slack')
    ?.messaging?.templates.find(({ id }) => id === 'high-value-invoices');
  if (template === undefined) throw new Error('there is no rule for high-value invoices');
  const rule = { ...template, name: 'High value', channel, timeZone: 'Europe/Amsterdam', enabled: true };
  const common = { sourceConnectionId: source.id, schedule: { kind: 'manual' } } as const;
  const chosen = (wanted: readonly string[], all: readonly { id: string }[]) =>
    all.map(({ id }) => ({ id, enabled: wanted.includes(id) }));
  const streamsOf = (id: string) => integrations.find((one) => one.id === id)?.streams ?? [];
  const toWarehouse = await ask(app, 'flows.save', {
    ...common,
    name: 'Orders and invoices',
    integration: 'workday-databricks',
    destinationConnectionId: warehouse.id,
    streams: chosen(streams, streamsOf('workday-databricks')),
  });
  const toSlack = await ask(app, 'flows.save', {
    ...common,
    name: 'Large invoices',
    integration: 'workday-slack',
    destinationConnectionId: messenger.id,
    streams: chosen(['supplier_invoices'], streamsOf('workday-slack')),
    messaging: { rules: [rule], health: null },
  });
  return { warehouse: toWarehouse.id, messages: toSlack.id };
}

/** The flow from Exact Online into the warehouse that is connected already; somebody has signed in. */
export async function connectExact(app: App, around: Surroundings): Promise<string> {
  const connections = await ask(app, 'connections.list', {});
  const warehouse = connections.find(({ system }) => system === 'databricks');
  if (warehouse === undefined) throw new Error('there is no warehouse yet');
  const { clientSecret = '' } = around.exact.secrets;
  const system = { ...around.exact, secrets: { clientSecret } };
  const source = await connect(app, around, { system, settings: {}, secrets: {} });
  await signIn(app, around, source.id);
  const integration = (await ask(app, 'integrations.list', {})).find(({ id }) => id === 'exact-databricks');
  const { id } = await ask(app, 'flows.save', {
    name: 'Books',
    integration: 'exact-databricks',
    sourceConnectionId: source.id,
    destinationConnectionId: warehouse.id,
    schedule: { kind: 'manual' },
    streams: (integration?.streams ?? []).map((one) => ({ id: one.id, enabled: exactStreams.includes(one.id) })),
  });
  return id;
}

/** Somebody opens the page at Exact, allows it, and pastes the address where the browser landed. */
async function signIn(app: App, { exact }: Surroundings, connectionId: string): Promise<void> {
  const { address } = await ask(app, 'connections.sign-in.begin', { id: connectionId });
  await ask(app, 'connections.sign-in.finish', { id: connectionId, landed: exact.decide(address) });
}

/** Somebody signs in to Exact Online again, and lets the flow go on. */
export async function signInAgain(app: App, around: Surroundings, flowId: string): Promise<void> {
  const found = (await ask(app, 'connections.list', {})).find(({ system }) => system === 'exact');
  if (found === undefined) throw new Error('there is no connection to Exact Online');
  await signIn(app, around, found.id);
  const { paused } = await ask(app, 'flows.get', { id: flowId });
  if (paused !== null) await ask(app, 'flows.resume', { id: flowId });
}

interface Wanted {
  readonly system: Pick<PracticeSystem, 'system' | 'settings' | 'secrets'>;
  readonly settings: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
}

async function connect(
  app: App,
  { proxies }: Surroundings,
  { system, settings, secrets }: Wanted,
): Promise<Connection> {
  return ask(app, 'connections.save', {
    name: system.system,
    system: system.system,
    practice: false,
    settings: { ...system.settings, host: proxies[system.system].address, ...settings },
    secrets: { ...system.secrets, ...secrets },
  });
}
