import type { Bridge } from '../../shared/contract/bridge.ts';
import type { Connection } from '../../shared/model/connection.ts';
import type { OutputOf } from '../../shared/contract/contract.ts';
import { localTime } from '../../shared/messages/calendar.ts';
import type { Messaging, RuleTiming } from '../../shared/messages/rule.ts';
import type { Flow, IntegrationId } from '../../shared/model/flow.ts';
import type { Language } from '../../shared/model/settings.ts';
import { phraseIn } from '../../shared/phrases/phrases.ts';
import type { PracticeSystemFacts } from '../../sandbox/thread-messages.ts';
import { ask } from '../api/ask.ts';
import type { Clock } from '../ports/time.ts';

interface Names {
  readonly connections: Readonly<Record<PracticeSystemFacts['system'], string>>;
  /** Of two systems. What tells flows apart comes first: narrow columns cut the end off. */
  flow(source: string, destination: string): string;
}

const systemNames: Readonly<Record<PracticeSystemFacts['system'], string>> = {
  workday: 'Workday',
  exact: 'Exact Online',
  databricks: 'Databricks',
  slack: 'Slack',
};

const namesIn: Readonly<Record<Language, Names>> = {
  en: {
    connections: {
      workday: 'Practice Workday',
      exact: 'Practice Exact Online',
      databricks: 'Practice Databricks',
      slack: 'Practice Slack',
    },
    flow: (source, destination) => `${source} to ${destination} (practice)`,
  },
  nl: {
    connections: {
      workday: 'Oefen-Workday',
      exact: 'Oefen-Exact Online',
      databricks: 'Oefen-Databricks',
      slack: 'Oefen-Slack',
    },
    flow: (source, destination) => `${source} naar ${destination} (oefening)`,
  },
};

export interface PracticeSetUp {
  /** Of the names of what is made; English without it. Names are the operator's from then on: what is there keeps its own. */
  readonly language?: Language;
  /** Makes flows of these integrations only; of every one without it. */
  readonly integrations?: readonly IntegrationId[];
  /** With it, rules that speak by the calendar speak a few minutes later too, on any day: nobody waits for the morning to see one. */
  readonly clock?: Pick<Clock, 'now'>;
}

const soonMs = 5 * 60_000;
const everyDay = [1, 2, 3, 4, 5, 6, 7];

/**
 * Connects the practice systems and makes their flows, or brings those that are there up to today's addresses. A flow that posts
 * messages gets the rules that its integration proposes.
 */
export async function setUpPractice(
  app: Pick<Bridge, 'call'>,
  systems: readonly PracticeSystemFacts[],
  { integrations: wanted, language = 'en', clock }: PracticeSetUp = {},
): Promise<Flow[]> {
  const all = await ask(app, 'integrations.list', {});
  const integrations = all.filter(({ id }) => wanted?.includes(id) ?? true);
  const connections: Connection[] = [];
  // A system that no integration uses would only be a connection that nobody needs.
  const used = new Set(integrations.flatMap(({ source, destination }) => [source, destination]));
  for (const facts of systems) if (used.has(facts.system)) connections.push(await connect(app, facts, language));
  const flows: Flow[] = [];
  const soon = clock === undefined ? null : clock.now() + soonMs;
  for (const integration of integrations) {
    const source = connections.find((one) => one.system === integration.source);
    const destination = connections.find((one) => one.system === integration.destination);
    if (source === undefined || destination === undefined) continue;
    flows.push(await flowBetween(app, integration, { source, destination, language, soon }));
  }
  return flows;
}

interface Ends {
  readonly source: Connection;
  readonly destination: Connection;
  readonly language: Language;
  /** When the first list by the calendar is posted; null for its proposed times alone. */
  readonly soon: number | null;
}

type IntegrationFacts = OutputOf<'integrations.list'>[number];

async function flowBetween(
  app: Pick<Bridge, 'call'>,
  integration: IntegrationFacts,
  { source, destination, language, soon }: Ends,
): Promise<Flow> {
  const overviews = await ask(app, 'flows.overview', {});
  const known = overviews.find(
    ({ flow }) => flow.sourceConnectionId === source.id && flow.destinationConnectionId === destination.id,
  );
  if (known !== undefined)
    return known.flow.paused === null ? known.flow : ask(app, 'flows.resume', { id: known.flow.id });
  const messaging = await messagingOf(app, integration, { connectionId: destination.id, language, soon });
  return ask(app, 'flows.save', {
    name: namesIn[language].flow(systemNames[source.system], systemNames[destination.system]),
    integration: integration.id,
    sourceConnectionId: source.id,
    destinationConnectionId: destination.id,
    streams: integration.streams.map((stream) => ({ id: stream.id, enabled: true })),
    schedule: { kind: 'manual' },
    ...(messaging === null ? {} : { messaging }),
  });
}

/** Channel of the practice workspace for each proposed rule; a rule that is not named here is not practised. */
const channelOfRule: Readonly<Record<string, string>> = {
  'high-value-invoices': 'ap-invoices',
  'overdue-invoices': 'overdue-payments',
  'payment-runs': 'payment-runs',
  'unbalanced-journals': 'gl-close',
  'gl-discrepancies': 'gl-close',
};

/** The proposed rules, each with its channel; null for a pair that posts no messages. */
async function messagingOf(
  app: Pick<Bridge, 'call'>,
  { messaging }: IntegrationFacts,
  { connectionId, language, soon }: Pick<Ends, 'language' | 'soon'> & { readonly connectionId: string },
): Promise<Messaging | null> {
  if (messaging === undefined) return null;
  const channels = await ask(app, 'messages.channels', { connectionId });
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const rules = messaging.templates.flatMap((template) => {
    const channel = channels.find(({ name }) => name === channelOfRule[template.id]);
    if (channel === undefined) return [];
    const name = phraseIn(language, template.name);
    const timing = soon === null ? template.timing : alsoAt(template.timing, localTime(soon, timeZone));
    const { id, name: channelName } = channel;
    const at = { id, name: channelName, sharedConfirmed: false };
    return [{ ...template, name, timing, channel: at, timeZone, enabled: true }];
  });
  return { rules, health: null, language };
}

function alsoAt(timing: RuleTiming, time: string): RuleTiming {
  if (timing.kind === 'at-once') return timing;
  return { ...timing, times: [...new Set([...timing.times, time])].sort(), weekdays: everyDay };
}

/** Takes the practice connections and their flows away again. What a practice warehouse holds is removed with its folder. */
export async function removePractice(app: Pick<Bridge, 'call'>): Promise<void> {
  const practice = (await ask(app, 'connections.list', {})).filter((one) => one.practice);
  const ids = new Set(practice.map((one) => one.id));
  for (const { flow } of await ask(app, 'flows.overview', {})) {
    if (ids.has(flow.sourceConnectionId) || ids.has(flow.destinationConnectionId)) {
      await ask(app, 'flows.remove', { id: flow.id });
    }
  }
  for (const { id } of practice) await ask(app, 'connections.remove', { id });
}

async function connect(app: Pick<Bridge, 'call'>, facts: PracticeSystemFacts, language: Language): Promise<Connection> {
  const known = (await ask(app, 'connections.list', {})).find((one) => one.practice && one.system === facts.system);
  return ask(app, 'connections.save', {
    ...(known === undefined ? {} : { id: known.id }),
    name: known?.name ?? namesIn[language].connections[facts.system],
    system: facts.system,
    practice: true,
    settings: { ...facts.settings },
    secrets: { ...facts.secrets },
  });
}
