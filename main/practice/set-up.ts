import type { Bridge } from '../../shared/contract/bridge.ts';
import type { Connection } from '../../shared/model/connection.ts';
import type { Flow } from '../../shared/model/flow.ts';
import type { PracticeSystemFacts } from '../../sandbox/thread-messages.ts';
import { ask } from '../api/ask.ts';

const names = { workday: 'Practice Workday', databricks: 'Practice Databricks', slack: 'Practice Slack' } as const;

/** Connects the practice systems and makes their flows, or brings those that are there up to today's addresses. */
export async function setUpPractice(
  app: Pick<Bridge, 'call'>,
  systems: readonly PracticeSystemFacts[],
): Promise<Flow[]> {
  const connections: Connection[] = [];
  const integrations = await ask(app, 'integrations.list', {});
  // A system that no integration uses would only be a connection that nobody needs.
  const used = new Set(integrations.flatMap(({ source, destination }) => [source, destination]));
  for (const facts of systems) if (used.has(facts.system)) connections.push(await connect(app, facts));
  const flows: Flow[] = [];
  for (const integration of integrations) {
    const source = connections.find((one) => one.system === integration.source);
    const destination = connections.find((one) => one.system === integration.destination);
    if (source === undefined || destination === undefined) continue;
    const overviews = await ask(app, 'flows.overview', {});
    const known = overviews.find(
      ({ flow }) => flow.sourceConnectionId === source.id && flow.destinationConnectionId === destination.id,
    );
    if (known !== undefined) {
      flows.push(known.flow.paused === null ? known.flow : await ask(app, 'flows.resume', { id: known.flow.id }));
      continue;
    }
    flows.push(
      await ask(app, 'flows.save', {
        name: `${source.name} to ${destination.name}`,
        integration: integration.id,
        sourceConnectionId: source.id,
        destinationConnectionId: destination.id,
        streams: integration.streams.map((stream) => ({ id: stream.id, enabled: true })),
        schedule: { kind: 'manual' },
      }),
    );
  }
  return flows;
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

async function connect(app: Pick<Bridge, 'call'>, facts: PracticeSystemFacts): Promise<Connection> {
  const known = (await ask(app, 'connections.list', {})).find((one) => one.practice && one.system === facts.system);
  return ask(app, 'connections.save', {
    ...(known === undefined ? {} : { id: known.id }),
    name: names[facts.system],
    system: facts.system,
    practice: true,
    settings: { ...facts.settings },
    secrets: { ...facts.secrets },
  });
}
