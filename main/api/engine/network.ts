import type { InputOf, OutputOf } from '../../../shared/contract/contract.ts';
import type { CheckStep } from '../../../shared/model/check.ts';
import type { EngineServices } from '../../engine/services.ts';
import { checkAddress } from '../../http/address.ts';
import { runSteps } from '../../http/check-steps.ts';
import { httpError } from '../../http/network-error.ts';
import { networkSteps } from '../../http/network-steps.ts';
import { addressOf } from '../../engine/connection-address.ts';
import { badRequest, found, type HandlersOf } from './handler.ts';

type Names = 'network.get' | 'network.set' | 'network.test';

/** The operator's network settings, and a test of the way they make. */
export function networkHandlers(services: EngineServices): HandlersOf<Names> {
  const { network, deps } = services;
  const state = () => network.state(firstAddress(services));
  return {
    'network.get': state,
    'network.set': async (changes) => {
      network.set(changes);
      deps.publish({ topic: 'changed', subject: 'network' });
      return state();
    },
    'network.test': (input, { signal }) => testWay(services, input, signal),
  };
}

async function testWay(
  services: EngineServices,
  input: InputOf<'network.test'>,
  signal: AbortSignal,
): Promise<OutputOf<'network.test'>> {
  const { deps, network } = services;
  const address = addressToTest(services, input);
  const steps = new Map<string, CheckStep>();
  const tell = (ok: boolean | null): void => {
    deps.publish({ topic: 'check', subject: input.checkId, steps: [...steps.values()], ok });
  };
  for await (const step of runSteps(
    networkSteps(network.probe, () => address, signal),
    deps,
  )) {
    steps.set(step.id, step);
    tell(null);
  }
  const all = [...steps.values()];
  const ok = all.every((step) => step.state !== 'failed');
  tell(ok);
  return { ok, host: new URL(address).host, steps: all };
}

function addressToTest(services: EngineServices, { connectionId, address }: InputOf<'network.test'>): string {
  if (address !== undefined) return secureAddress(address);
  if (connectionId === undefined) {
    const first = firstAddress(services);
    if (first === null) throw badRequest('there is no connection yet; name an address');
    return first;
  }
  const connection = found(services.deps.store.connections.get(connectionId), 'connection', connectionId);
  const known = addressOf(connection);
  if (known === null) throw badRequest('the connection has no address');
  return known;
}

/** Only the host and port of what was typed are asked; a path could be somebody's document. Throws HTTP_ADDRESS_INVALID. */
function secureAddress(typed: string): string {
  const text = typed.trim();
  const url = checkAddress(text.includes('://') ? text : `https://${text}`);
  if (url.protocol !== 'https:') throw httpError('HTTP_ADDRESS_INVALID', { host: url.host, reason: 'it is not https' });
  return `${url.origin}/`;
}

/** Of the connections to real systems, the first by name. */
function firstAddress({ deps }: EngineServices): string | null {
  const real = deps.store.connections.list().filter((one) => !one.practice);
  return real.map(addressOf).find((address) => address !== null) ?? null;
}
