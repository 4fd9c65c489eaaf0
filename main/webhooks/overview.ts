import { AppError } from '../../shared/errors/app-error.ts';
import { toErrorDto } from '../../shared/errors/error-dto.ts';
import type { WebhookConnection, WebhookOverview, WebhookTiming } from '../../shared/webhooks/state.ts';
import type { Store } from '../store/store.ts';
import type { IntakeHealth } from './intake.ts';
import type { Ringing, Webhooks } from './webhooks.ts';

const dayMs = 86_400_000;
/** What landed last is what is measured. */
const measured = 1_000;

/** What windows show of webhooks. */
export function overviewOf(
  webhooks: Webhooks,
  now: { readonly store: Store; readonly health: IntakeHealth; readonly answeredP95Ms: number | null },
): WebhookOverview {
  const { store } = now;
  const settings = webhooks.settings.get();
  const connections = webhooks.ringing().map((one) => describe(webhooks, one, store));
  const lasts = connections.flatMap(({ lastEventAtUtc }) => lastEventAtUtc ?? []).sort();
  const monthAgo = new Date(webhooks.clock.now() - 30 * dayMs).toISOString();
  return {
    settings,
    health: healthDto(now.health, settings.port),
    connections,
    rejections: store.webhookRejections.list(),
    lastEventAtUtc: lasts.at(-1) ?? null,
    waiting: store.webhookEvents.pendingCounts().reduce((sum, { count }) => sum + count, 0),
    landed: timingOf(store.webhookEvents.landedMs(measured)),
    answeredP95Ms: now.answeredP95Ms,
    missed: store.webhookEvents.missedSince(monthAgo),
  };
}

function describe(webhooks: Webhooks, ringing: Ringing, store: Store): WebhookConnection {
  const { connection, system } = ringing;
  const { events, lastAtUtc } = store.webhookEvents.ofConnection(connection.id);
  const url = webhooks.callbackUrlOf(ringing);
  const wanted = connection.practice ? null : system.callbackHostOf(connection);
  return {
    connectionId: connection.id,
    connectionName: connection.name,
    practice: connection.practice,
    callbackUrl: url,
    hasSecret: webhooks.hasSecret(ringing),
    domainDiffersFrom: url === null || wanted === null || sameDomain(new URL(url).hostname, wanted) ? null : wanted,
    lastEventAtUtc: lastAtUtc,
    events,
  };
}

/** As `hooks.company.example` and `www.company.example` are; of names like `company.co.uk` the last three parts count. */
function sameDomain(one: string, other: string): boolean {
  return domainOf(one) === domainOf(other);
}

function domainOf(host: string): string {
  const parts = host.toLowerCase().split('.');
  const isShort = parts.length > 2 && (parts.at(-2) ?? '').length <= 3 && (parts.at(-1) ?? '').length === 2;
  return parts.slice(isShort ? -3 : -2).join('.');
}

function healthDto(health: IntakeHealth, port: number): WebhookOverview['health'] {
  if (health.kind !== 'failed') return health;
  const name = health.code === 'EADDRINUSE' ? 'WEBHOOK_PORT_TAKEN' : 'WEBHOOK_NOT_LISTENING';
  const error = new AppError(name, 'config', { details: { port, reason: health.code } });
  return { kind: 'failed', error: toErrorDto(error) };
}

function timingOf(took: readonly number[]): WebhookTiming {
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number): number | null => sorted[Math.ceil(sorted.length * share) - 1] ?? null;
  return { count: sorted.length, medianMs: at(0.5), p95Ms: at(0.95) };
}
