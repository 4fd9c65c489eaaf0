import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Connection } from '../../shared/model/connection.ts';
import { defaultWebhookSettings, webhookSettingsSchema, type WebhookSettings } from '../../shared/webhooks/state.ts';
import type { EngineDeps } from '../engine/deps.ts';
import { nowUtc } from '../ports/time.ts';
import type { WebhookParts } from './parts.ts';
import type { Channel } from './receiver.ts';

export type SettingsDeps = Pick<EngineDeps, 'store' | 'clock' | 'random'>;

const addressSchema = z.object({
  /** The unguessable part of the address. It opens nothing by itself: what comes there must be signed. */
  token: z.string(),
  secretChangedAtUtc: z.string().nullable(),
});
const addressesSchema = z.record(z.string(), addressSchema);
type Address = z.infer<typeof addressSchema>;

const settingsName = 'webhooks';
const addressesName = 'webhooks.addresses';
/** A system that retries for 34 hours may still deliver what it signed with the secret before. */
const oldSecretMs = 48 * 60 * 60_000;

/** The secret before the present one, while both hold. */
export function secretBefore(name: string): string {
  return `${name}Before`;
}

/** The settings of webhooks, and the address of each connection that can ring. */
export class WebhookSettingRows {
  readonly #deps: SettingsDeps;

  constructor(deps: SettingsDeps) {
    this.#deps = deps;
  }

  get(): WebhookSettings {
    const { store } = this.#deps;
    try {
      return store.values.get(settingsName, webhookSettingsSchema) ?? defaultWebhookSettings;
    } catch (error) {
      // A damaged file is opened for reading only, and what is in it may not be readable.
      if (store.condition.state === 'ready') throw error;
      return defaultWebhookSettings;
    }
  }

  put(settings: WebhookSettings): void {
    const { store, clock } = this.#deps;
    store.values.put(settingsName, settings, nowUtc(clock));
  }

  /** The path token of a connection; null until it has one. */
  tokenOf(connectionId: string): string | null {
    return this.#addresses()[connectionId]?.token ?? null;
  }

  /** Gives the connection a token if it has none. */
  ensure(connectionId: string): void {
    if (this.tokenOf(connectionId) === null) this.renew(connectionId);
  }

  /** Gives the connection another token: what goes to the old one is not found from then on. */
  renew(connectionId: string): void {
    const { random } = this.#deps;
    const token = Buffer.from(random.bytes(32)).toString('base64url');
    this.#change(connectionId, { token });
  }

  noteSecretChanged(connectionId: string): void {
    this.#change(connectionId, { secretChangedAtUtc: nowUtc(this.#deps.clock) });
  }

  /** What the receiver needs to know of a connection; null before it has an address. */
  channelOf(parts: WebhookParts, connection: Connection): Channel | null {
    const ringing = parts.ringingOf(connection);
    const address = this.#addresses()[connection.id];
    if (ringing === undefined || address === undefined) return null;
    const names = this.#bothHold(address) ? [ringing.secret, secretBefore(ringing.secret)] : [ringing.secret];
    return {
      connectionId: connection.id,
      provider: ringing.provider,
      tokenHash: createHash('sha256').update(address.token).digest('hex'),
      secrets: names.flatMap((name) => parts.readSecret(connection, name) ?? []),
    };
  }

  #bothHold({ secretChangedAtUtc }: Address): boolean {
    if (secretChangedAtUtc === null) return false;
    const ageMs = this.#deps.clock.now() - Date.parse(secretChangedAtUtc);
    return ageMs < oldSecretMs;
  }

  #addresses(): Readonly<Record<string, Address>> {
    return this.#deps.store.values.get(addressesName, addressesSchema) ?? {};
  }

  #change(connectionId: string, change: Partial<Address>): void {
    const { store, clock } = this.#deps;
    const all = this.#addresses();
    const known = all[connectionId] ?? { token: '', secretChangedAtUtc: null };
    store.values.put(addressesName, { ...all, [connectionId]: { ...known, ...change } }, nowUtc(clock));
  }
}

/** Where a system is to call; null while there is no public address, or none that is one. Practice stays on this computer. */
export function callbackUrl(
  settings: WebhookSettings,
  of: { readonly connection: Connection; readonly provider: string; readonly token: string | null },
): string | null {
  const { connection, provider, token } = of;
  if (token === null) return null;
  const origin = connection.practice ? `http://127.0.0.1:${String(settings.port)}` : publicOrigin(settings);
  return origin === null ? null : `${origin}/hook/${provider}/${connection.id}/${token}`;
}

/** The tunnel’s address as far as its name; null if it is empty or no https address. */
export function publicOrigin({ publicAddress }: Pick<WebhookSettings, 'publicAddress'>): string | null {
  if (!URL.canParse(publicAddress)) return null;
  const url = new URL(publicAddress);
  return url.protocol === 'https:' ? url.origin : null;
}

/** Empty, or `https://` and a name. Throws WEBHOOK_ADDRESS_INVALID. */
export function checkedAddress(typed: string): string {
  const text = typed.trim();
  if (text === '') return '';
  const address = text.includes('://') ? text : `https://${text}`;
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || url.protocol !== 'https:' || url.pathname !== '/' || url.search !== '' || url.username !== '') {
    throw new AppError('WEBHOOK_ADDRESS_INVALID', 'config', { details: { address: text } });
  }
  return url.origin;
}
