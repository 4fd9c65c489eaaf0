import type { StepOutcome, StepToRun } from './check-steps.ts';
import type { NetworkProbe } from './probe.ts';

const clockWarningMs = 120_000;
const passed = (detail: string): StepOutcome => ({ state: 'passed', detail });
const skipped = (detail: string): StepOutcome => ({ state: 'skipped', detail });

/** The way to an address from the inside out: proxy, name, certificate, clock. Sends no credentials of a system. */
export function networkSteps(
  /** Undefined where the host cannot look at its network: each step then says so. */
  probe: NetworkProbe | undefined,
  /** Asked for when a step begins. */
  address: () => string,
  signal: AbortSignal,
): StepToRun[] {
  const step = (id: string, label: string, run: (known: NetworkProbe) => Promise<StepOutcome>): StepToRun => ({
    id,
    label,
    run: async () => (probe === undefined ? skipped('This host cannot look at its network') : await run(probe)),
  });
  return [
    step('proxy', 'Proxy', async (known) => {
      const route = await known.route(address());
      if (route.kind === 'direct') return passed('Direct connection');
      return passed(`Through ${route.proxy ?? 'a proxy'} (${route.variable ?? route.decidedBy})`);
    }),
    step('address', 'Address', async (known) => {
      const name = await known.resolve(address(), signal);
      if (name.addresses.length === 0) return passed(`${name.host}, resolved by the proxy`);
      return passed(`${name.host} is ${name.addresses.join(', ')}`);
    }),
    step('tls', 'Encryption (TLS)', (known) => certificateOf(known, address(), signal)),
    step('clock', 'Clock', (known) => clockOf(known, address(), signal)),
  ];
}

async function certificateOf(probe: NetworkProbe, address: string, signal: AbortSignal): Promise<StepOutcome> {
  const tls = await probe.tls(address, signal);
  if (tls === null) return skipped('Plain http on this machine');
  const text = `${tls.protocol}, issued by ${tls.issuer}, valid to ${tls.validToUtc.slice(0, 10)}`;
  return passed(tls.inspectedBy === null ? text : `${text}; your company inspects this traffic (${tls.inspectedBy})`);
}

async function clockOf(probe: NetworkProbe, address: string, signal: AbortSignal): Promise<StepOutcome> {
  const { differenceMs } = await probe.clock(address, signal);
  if (differenceMs === null) return skipped('The server does not tell its time');
  const seconds = String(Math.round(Math.abs(differenceMs) / 1000));
  if (Math.abs(differenceMs) <= clockWarningMs) return passed(`Differs by ${seconds} s`);
  return {
    state: 'warning',
    detail: `This machine’s clock differs by ${seconds} s; windows go by the server’s clock`,
  };
}
