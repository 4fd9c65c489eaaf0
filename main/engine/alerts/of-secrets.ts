import { secretSteps, type AlertRules } from '../../../shared/alerts/rules.ts';
import type { Connection } from '../../../shared/model/connection.ts';
import type { SystemDescriptor } from '../../../shared/model/system.ts';
import type { EngineDeps } from '../deps.ts';
import type { Condition } from './condition.ts';

const dayMs = 86_400_000;

/**
 * Secrets whose day of expiry comes near, or has passed: told so many days ahead, again at each step, and on the day (UTC). Nobody is
 * told of practice systems' secrets.
 */
export function conditionsOfSecrets(
  { store, clock }: Pick<EngineDeps, 'store' | 'clock'>,
  rules: AlertRules,
  systems: readonly SystemDescriptor[],
): Condition[] {
  const real = store.connections.list().filter(({ practice }) => !practice);
  return real.flatMap((connection) =>
    connection.secrets.flatMap((secret) => expiring(connection, secret, { nowMs: clock.now(), rules, systems })),
  );
}

interface Look {
  readonly nowMs: number;
  readonly rules: AlertRules;
  readonly systems: readonly SystemDescriptor[];
}

/** Where a sign-in is stored, anew each time it is renewed. It slides, so a month ahead says nothing: it is told when days are left. */
const signInSecret = 'tokens';
const signInSteps = [7, 3, 0];

type Secret = Connection['secrets'][number];

interface Expiry {
  readonly expiresOn: string;
  /** How many days ahead it is told, the most first. */
  readonly steps: readonly number[];
  readonly isSignIn: boolean;
}

/** When a secret expires, as a person said; of a sign-in, when it does if nothing uses it until then. Null if nobody knows, or never. */
function expiryOf(
  { name, expiresOn, replacedAtUtc }: Secret,
  system: SystemDescriptor | undefined,
  rules: AlertRules,
): Expiry | null {
  if (name === signInSecret && system?.signInDays !== undefined) {
    const ends = new Date(Date.parse(replacedAtUtc) + system.signInDays * dayMs).toISOString();
    return { expiresOn: ends.slice(0, 10), steps: signInSteps, isSignIn: true };
  }
  return expiresOn === undefined ? null : { expiresOn, steps: secretSteps(rules), isSignIn: false };
}

function expiring({ id, name, system }: Connection, secret: Secret, { nowMs, rules, systems }: Look): Condition[] {
  const descriptor = systems.find((one) => one.id === system);
  const expiry = expiryOf(secret, descriptor, rules);
  if (expiry === null) return [];
  const { expiresOn, isSignIn } = expiry;
  const dayBegins = Date.parse(`${expiresOn}T00:00:00Z`);
  const reached = expiry.steps.map((days) => dayBegins - days * dayMs).filter((at) => at <= nowMs);
  const [first] = reached;
  const latest = reached.at(-1);
  if (first === undefined || latest === undefined) return [];
  const field = secret.name;
  const label = descriptor?.fields.find((one) => one.name === field)?.label ?? field;
  return [
    {
      flowId: null,
      kind: 'secret-expires',
      cause: `${id}/${field}`,
      sinceUtc: new Date(first).toISOString(),
      newsUtc: new Date(latest).toISOString(),
      details: {
        connectionId: id,
        connectionName: name,
        secret: label,
        expiresOn,
        days: Math.round((dayBegins - (nowMs - (nowMs % dayMs))) / dayMs),
        ...(isSignIn ? { isSignIn } : {}),
      },
    },
  ];
}
