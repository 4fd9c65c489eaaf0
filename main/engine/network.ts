import { isAppError } from '../../shared/errors/app-error.ts';
import { toErrorDto, type ErrorDto } from '../../shared/errors/error-dto.ts';
import {
  defaultNetworkSettings,
  networkSettingsSchema,
  type NetworkChanges,
  type NetworkSettings,
  type NetworkState,
  type ProxyChoice,
} from '../../shared/model/network.ts';
import { readCaFile } from '../http/ca-file.ts';
import type { ConfigurableTransport } from '../http/configurable-transport.ts';
import { httpError } from '../http/network-error.ts';
import type { NetworkWay } from '../http/network-way.ts';
import type { NetworkProbe } from '../http/probe.ts';
import { nowUtc, type Clock } from '../ports/time.ts';
import { networkSecretOwner } from '../store/secrets.ts';
import type { Store } from '../store/store.ts';
import { checkedSettings } from './network-settings.ts';
import type { EngineSecrets } from './secrets.ts';
import { describeWay } from './way-words.ts';

export interface EngineNetworkOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly secrets: EngineSecrets;
  readonly transport: ConfigurableTransport;
}

const settingsName = 'network';
const owner = { id: networkSecretOwner, practice: false } as const;

/**
 * The operator's network settings: kept in the store, the proxy's password sealed, and handed to the transport. The sealed row
 * is bound to the proxy's address and user name, so that a password is never sent to another proxy than it was entered for.
 */
export class EngineNetwork {
  readonly #options: EngineNetworkOptions;

  constructor(options: EngineNetworkOptions) {
    this.#options = options;
    this.apply();
  }

  get probe(): NetworkProbe {
    return this.#options.transport.probe;
  }

  /** Whether the host's own network is used, which follows the system's proxy settings and automatic configuration. */
  get followsSystem(): boolean {
    return this.#options.transport.followsPac;
  }

  /** The settings without what is secret. */
  settings(): NetworkSettings {
    const { store } = this.#options;
    try {
      return store.values.get(settingsName, networkSettingsSchema) ?? defaultNetworkSettings;
    } catch (error) {
      // A damaged file is opened for reading only, and what is in it may not be readable.
      if (store.condition.state === 'ready') throw error;
      return defaultNetworkSettings;
    }
  }

  /** Whether a password is stored for the proxy and user that are set. */
  hasPassword(): boolean {
    return this.#passwordOf(this.settings().proxy) !== null;
  }

  /** Hands the settings to the transport, with the password if the vault gives it. They hold from the next request on. */
  apply(): void {
    this.#options.transport.configure(this.way());
  }

  /** The way that the settings ask for, with the proxy's password if the vault gives it. */
  way(): NetworkWay {
    const { proxy, extraCaFile } = this.settings();
    return { proxy: this.#proxyOf(proxy), ...(extraCaFile === '' ? {} : { extraCaFile }) };
  }

  /**
   * Stores changes and applies them. Throws HTTP_PROXY_SETTING and HTTP_CA_FILE for what cannot be used here, VAULT_LOCKED for a
   * password that cannot be sealed now; nothing is changed then.
   */
  set({ proxyPassword, ...changes }: NetworkChanges): void {
    const { store, clock, transport } = this.#options;
    const settings = checkedSettings(changes, { followsPac: transport.followsPac, nowMs: clock.now() });
    const atUtc = nowUtc(clock);
    store.transaction(() => {
      const password = this.#replacePassword(settings.proxy, proxyPassword);
      store.values.put(settingsName, settings, atUtc);
      store.audit.append(atUtc, 'network.saved', 'network', {
        proxy: settings.proxy.kind,
        extraCaFile: settings.extraCaFile !== '',
        password,
      });
    });
    this.apply();
  }

  /** The settings with what is so now. `address` is that of a connection, whose way is looked at; null if there is none. */
  async state(address: string | null): Promise<NetworkState> {
    const { transport, clock } = this.#options;
    const settings = this.settings();
    const password = this.#passwordOf(settings.proxy);
    return {
      ...settings,
      hasPassword: password !== null,
      passwordReplacedAtUtc: password?.replacedAtUtc ?? null,
      followsPac: transport.followsPac,
      ...this.#extraCas(settings.extraCaFile),
      way: await describeWay(settings.proxy, { address, clock, probe: transport.probe }),
    };
  }

  #extraCas(file: string): Pick<NetworkState, 'extraCas' | 'extraCaError'> {
    if (file === '') return { extraCas: [], extraCaError: null };
    try {
      return { extraCas: [...readCaFile(file, this.#options.clock.now())], extraCaError: null };
    } catch (error) {
      return { extraCas: [], extraCaError: toErrorDto(error) };
    }
  }

  #replacePassword(proxy: ProxyChoice, password: string | null | undefined): 'kept' | 'removed' | 'replaced' {
    const { store, secrets } = this.#options;
    if (typeof password === 'string') {
      const name = passwordName(proxy);
      if (name === null) throw httpError('HTTP_PROXY_PASSWORD_ALONE', {});
      store.secrets.remove(owner.id);
      secrets.save(owner, name, password);
      return 'replaced';
    }
    const isOfAnother = proxy.kind === 'address' && this.#passwordOf(proxy) === null;
    if (password === undefined && !isOfAnother) return 'kept';
    const hadOne = store.secrets.names(owner.id).length > 0;
    store.secrets.remove(owner.id);
    return hadOne ? 'removed' : 'kept';
  }

  #passwordOf(proxy: ProxyChoice): { readonly replacedAtUtc: string } | null {
    const name = passwordName(proxy);
    return this.#options.store.secrets.names(owner.id).find((one) => one.name === name) ?? null;
  }

  #proxyOf(proxy: ProxyChoice): NetworkWay['proxy'] {
    switch (proxy.kind) {
      case 'automatic':
        return { kind: 'environment' };
      case 'none':
        return { kind: 'none' };
      case 'pac':
        return { kind: 'pac', url: proxy.address };
      case 'address': {
        const { address: url, username } = proxy;
        const name = passwordName(proxy);
        // Without its password the user name alone would only be refused, and counted as a failed sign-in.
        if (name === null || this.#passwordOf(proxy) === null) return { kind: 'explicit', url, username: '' };
        try {
          return { kind: 'explicit', url, username, password: this.#options.secrets.read(owner, name) };
        } catch (error) {
          return { kind: 'explicit', url, username, withheld: withheldBy(error, url) };
        }
      }
    }
  }
}

/** Name of the sealed row: the password of this user at this proxy, and of no other. Null where none is wanted. */
function passwordName(proxy: ProxyChoice): string | null {
  if (proxy.kind !== 'address' || proxy.username === '') return null;
  return `password of ${proxy.username} at ${proxy.address}`;
}

function withheldBy(error: unknown, url: string): ErrorDto {
  if (isAppError(error) && error.code === 'VAULT_LOCKED') return toErrorDto(error);
  return toErrorDto(httpError('HTTP_PROXY_PASSWORD_UNREADABLE', { proxy: new URL(url).host }, { cause: error }));
}
