import { toErrorDto } from '../../shared/errors/error-dto.ts';
import type { NetworkState, ProxyChoice } from '../../shared/model/network.ts';
import { hostOf } from '../http/network-error.ts';
import type { NetworkProbe, NetworkRoute } from '../http/probe.ts';
import type { Clock } from '../ports/time.ts';

/** Looked at where there is no connection yet. No request is sent to it. */
const anyAddress = 'https://example.com/';
/** An automatic configuration file that does not load must not keep the settings from being shown. */
const patienceMs = 5_000;

/** Where the way to an address really goes now, in words. Never rejects. */
export async function describeWay(
  proxy: ProxyChoice,
  options: { readonly address: string | null; readonly clock: Clock; readonly probe: NetworkProbe },
): Promise<NetworkState['way']> {
  const { address, clock, probe } = options;
  const host = address === null ? null : hostOf(address);
  const over = new AbortController();
  try {
    const waited = clock.sleep(patienceMs, over.signal).catch(() => undefined);
    const route = await Promise.race([probe.route(address ?? anyAddress), waited]);
    if (route === undefined) return { host, proxy: null, text: 'It is still being found out', error: null };
    return { host, proxy: route.proxy, text: wordsOf(proxy, route), error: null };
  } catch (error) {
    return { host, proxy: null, text: 'There is no way', error: toErrorDto(error) };
  } finally {
    over.abort();
  }
}

function wordsOf(setting: ProxyChoice, { proxy, decidedBy, variable }: NetworkRoute): string {
  switch (setting.kind) {
    case 'none':
      return 'Directly, without a proxy';
    case 'address':
      return proxy === null ? 'Directly, without a proxy' : `Through the proxy ${proxy}`;
    case 'pac':
      return proxy === null ? 'Automatic configuration: directly' : `Automatic configuration: proxy ${proxy}`;
    case 'automatic':
      if (proxy !== null) return `Automatic: proxy ${proxy} (${variable ?? decidedBy})`;
      return variable === undefined ? 'Automatic: directly' : `Automatic: directly (${variable})`;
  }
}
