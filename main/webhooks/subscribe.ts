import { AppError } from '../../shared/errors/app-error.ts';
import { toErrorDto, type ErrorDto } from '../../shared/errors/error-dto.ts';
import type { CompanySubscriptions, Subscription } from '../../shared/webhooks/state.ts';
import type { RemoteSubscription, Subscriptions } from '../ports/ringing.ts';
import type { Ringing, Webhooks } from './webhooks.ts';

/** What a connection's system calls us for, company by company. Throws APP_NOT_FOUND; what a company has against it is in the answer. */
export async function listSubscriptions(
  webhooks: Webhooks,
  connectionId: string,
  signal: AbortSignal,
): Promise<CompanySubscriptions[]> {
  const ringing = webhooks.ringingOf(connectionId);
  const subscriptions = webhooks.subscriptionsOf(ringing);
  const found: CompanySubscriptions[] = [];
  for (const division of ringing.system.companiesOf(ringing.connection)) {
    try {
      const listed = await subscriptions.list(division, signal);
      const topics = topicsOf(webhooks, ringing, listed);
      noteOurs(webhooks, ringing, { division, topics });
      found.push({ division, topics, error: null });
    } catch (error) {
      signal.throwIfAborted();
      found.push({ division, topics: topicsOf(webhooks, ringing, []), error: toErrorDto(error) });
    }
  }
  return found;
}

/**
 * Subscribes to topics of one company, to the address that the connection has now; one that leads elsewhere is replaced. Throws
 * APP_NOT_FOUND, WEBHOOK_NO_ADDRESS and WEBHOOK_NO_SECRET; what the system has against a topic is in the answer.
 */
export async function subscribe(
  webhooks: Webhooks,
  input: { readonly connectionId: string; readonly division: string; readonly topics: readonly string[] },
  signal: AbortSignal,
): Promise<{ topic: string; error: ErrorDto | null }[]> {
  const { connectionId, division, topics } = input;
  const ringing = webhooks.ringingOf(connectionId);
  const callbackUrl = ready(webhooks, ringing);
  assertCompany(ringing, division);
  const subscriptions = webhooks.subscriptionsOf(ringing);
  const listed = await subscriptions.list(division, signal);
  const answers: { topic: string; error: ErrorDto | null }[] = [];
  for (const topic of topics) {
    try {
      await subscribeOne(subscriptions, listed, { division, topic, callbackUrl }, signal);
      webhooks.noteSubscribed(ringing, { division, topic });
      answers.push({ topic, error: null });
    } catch (error) {
      signal.throwIfAborted();
      answers.push({ topic, error: toErrorDto(error) });
    }
  }
  const now = topicsOf(webhooks, ringing, await subscriptions.list(division, signal));
  noteOurs(webhooks, ringing, { division, topics: now });
  return answers;
}

export async function unsubscribe(
  webhooks: Webhooks,
  { connectionId, division, id }: { readonly connectionId: string; readonly division: string; readonly id: string },
  signal: AbortSignal,
): Promise<void> {
  const ringing = webhooks.ringingOf(connectionId);
  assertCompany(ringing, division);
  const subscriptions = webhooks.subscriptionsOf(ringing);
  await subscriptions.remove({ division, id }, signal);
  webhooks.noteUnsubscribed(ringing, { division, id });
  const topics = topicsOf(webhooks, ringing, await subscriptions.list(division, signal));
  noteOurs(webhooks, ringing, { division, topics });
}

async function subscribeOne(
  subscriptions: Subscriptions,
  listed: readonly RemoteSubscription[],
  wanted: { readonly division: string; readonly topic: string; readonly callbackUrl: string },
  signal: AbortSignal,
): Promise<void> {
  const { division, topic, callbackUrl } = wanted;
  const known = listed.filter((one) => one.topic === topic);
  if (known.some((one) => one.callbackUrl === callbackUrl)) return;
  // A system has one of each topic: the one that leads elsewhere would stand in its way.
  for (const { id } of known) await subscriptions.remove({ division, id }, signal);
  await subscriptions.add(wanted, signal);
}

/** The address to subscribe with. */
function ready(webhooks: Webhooks, ringing: Ringing): string {
  const { connection } = ringing;
  const url = webhooks.callbackUrlOf(ringing);
  if (url === null) throw new AppError('WEBHOOK_NO_ADDRESS', 'config');
  if (!webhooks.hasSecret(ringing)) {
    throw new AppError('WEBHOOK_NO_SECRET', 'config', { details: { connection: connection.name } });
  }
  return url;
}

function assertCompany({ connection, system }: Ringing, division: string): void {
  if (system.companiesOf(connection).includes(division)) return;
  throw new AppError('APP_NOT_FOUND', 'config', { details: { what: 'company', id: division } });
}

function topicsOf(webhooks: Webhooks, ringing: Ringing, listed: readonly RemoteSubscription[]): Subscription[] {
  const ours = webhooks.callbackUrlOf(ringing);
  return ringing.system.topics.map(({ topic, stream }) => {
    const known = listed.filter((one) => one.topic === topic);
    const found = known.find(({ callbackUrl }) => callbackUrl === ours) ?? known[0];
    return {
      topic,
      stream,
      id: found?.id ?? null,
      callsElsewhere: found !== undefined && found.callbackUrl !== ours,
      createdAtUtc: found?.createdAtUtc ?? null,
    };
  });
}

function noteOurs(
  webhooks: Webhooks,
  { connection }: Ringing,
  { division, topics }: { readonly division: string; readonly topics: readonly Subscription[] },
): void {
  const ours = topics.filter(({ id, callsElsewhere }) => id !== null && !callsElsewhere).map(({ topic }) => topic);
  webhooks.subscribed.note(connection.id, division, ours);
}
