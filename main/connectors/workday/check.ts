import { toErrorDto } from '../../../shared/errors/error-dto.ts';
import { isAppError } from '../../../shared/errors/app-error.ts';
import type { CheckStep } from '../../../shared/model/check.ts';
import type { NetworkProbe } from '../../http/probe.ts';
import type { ConnectorContext } from '../../ports/connector.ts';
import type { Answer, WorkdayClient } from './client.ts';
import type { Settings } from './settings.ts';
import { cheapRead } from './read.ts';
import type { StreamSpec } from './streams/streams.ts';

export interface CheckOptions {
  readonly context: ConnectorContext;
  /** Throws WORKDAY_SETTING_INVALID. */
  open(): { settings: Settings; client: WorkdayClient };
  readonly specs: readonly StreamSpec[];
  readonly signal: AbortSignal;
}

interface Outcome {
  readonly state: 'passed' | 'warning' | 'skipped';
  readonly detail: string | null;
}

interface Step {
  readonly id: string;
  readonly label: string;
  run(): Promise<Outcome>;
}

const CLOCK_WARNING_MS = 120_000;
const passed = (detail: string | null): Outcome => ({ state: 'passed', detail });
const skipped = (detail: string): Outcome => ({ state: 'skipped', detail });

/**
 * The steps of a check as they happen, each sent when it begins and when it ends. A failed network step ends what depends on
 * it; a stream that the user may not read does not end the others. A refused login is asked for once, never again.
 */
export async function* checkConnection(options: CheckOptions): AsyncGenerator<CheckStep> {
  const { context } = options;
  const run = async function* (step: Step): AsyncGenerator<CheckStep, 'passed' | 'failed'> {
    const base = { id: step.id, label: step.label };
    yield { ...base, state: 'running', durationMs: null, detail: null, error: null };
    const startedAt = context.clock.now();
    try {
      const { state, detail } = await step.run();
      yield { ...base, state, durationMs: context.clock.now() - startedAt, detail, error: null };
      return 'passed';
    } catch (error) {
      yield {
        ...base,
        state: 'failed',
        durationMs: context.clock.now() - startedAt,
        detail: null,
        error: toErrorDto(error),
      };
      return 'failed';
    }
  };
  let failed = (yield* run(settingsStep(options))) === 'failed';
  const network = networkSteps(options);
  const all = [...network, ...streamSteps(options)];
  for (const step of all) {
    if (failed) {
      yield {
        id: step.id,
        label: step.label,
        state: 'skipped',
        durationMs: null,
        detail: 'An earlier step failed',
        error: null,
      };
      continue;
    }
    const outcome = yield* run(step);
    if (outcome === 'failed' && !step.id.startsWith('read.')) failed = true;
  }
}

function settingsStep({ open }: CheckOptions): Step {
  return {
    id: 'settings',
    label: 'Settings',
    run: () => {
      const { settings } = open();
      return Promise.resolve(passed(`${settings.address}, tenant ${settings.tenant}`));
    },
  };
}

function networkSteps({ context, open, signal }: CheckOptions): Step[] {
  const probed = (id: string, label: string, run: (probe: NetworkProbe, url: string) => Promise<Outcome>): Step => ({
    id,
    label,
    run: async () =>
      context.probe === undefined
        ? skipped('This host cannot look at its network')
        : await run(context.probe, open().settings.address),
  });
  return [
    probed('proxy', 'Proxy', async (probe, url) => {
      const route = await probe.route(url);
      return passed(
        route.kind === 'direct' ? 'Direct connection' : `Through ${route.proxy ?? 'a proxy'} (${route.decidedBy})`,
      );
    }),
    probed('address', 'Address', async (probe, url) => {
      const name = await probe.resolve(url, signal);
      return passed(
        name.addresses.length === 0
          ? `${name.host}, resolved by the proxy`
          : `${name.host} is ${name.addresses.join(', ')}`,
      );
    }),
    probed('tls', 'Encryption (TLS)', async (probe, url) => {
      const tls = await probe.tls(url, signal);
      if (tls === null) return skipped('Plain http on this machine');
      const text = `${tls.protocol}, issued by ${tls.issuer}, valid to ${tls.validToUtc.slice(0, 10)}`;
      return passed(
        tls.inspectedBy === null ? text : `${text}; your company inspects this traffic (${tls.inspectedBy})`,
      );
    }),
    probed('clock', 'Clock', async (probe, url) => {
      const { differenceMs } = await probe.clock(url, signal);
      if (differenceMs === null) return skipped('The server does not tell its time');
      const seconds = String(Math.round(Math.abs(differenceMs) / 1000));
      if (Math.abs(differenceMs) <= CLOCK_WARNING_MS) return passed(`Differs by ${seconds} s`);
      return {
        state: 'warning',
        detail: `This machine’s clock differs by ${seconds} s; windows go by the server’s clock`,
      };
    }),
  ];
}

/** The first chosen stream also shows whether the login is good, so that a wrong password is sent only once. */
function streamSteps({ open, specs, signal }: CheckOptions): Step[] {
  const [first] = specs;
  let early: { answer: Answer } | { error: unknown } | undefined;
  const authenticate: Step = {
    id: 'authenticate',
    label: 'Sign in',
    run: async () => {
      const { client, settings } = open();
      await client.signIn(signal);
      if (first !== undefined) early = await outcomeOf(cheapRead(client, first, signal));
      if (early !== undefined && 'error' in early && !isAboutStream(early.error)) throw early.error;
      return passed(settings.auth === 'oauth' ? 'With the API client’s refresh token' : `As ${settings.username}`);
    },
  };
  const reads = specs.map((spec): Step => ({
    id: `read.${spec.id}`,
    label: spec.label,
    run: async () => {
      const known = spec === first ? early : undefined;
      if (known !== undefined && 'error' in known) throw known.error;
      const answer = known === undefined ? await cheapRead(open().client, spec, signal) : known.answer;
      return passed(countText(spec, answer.facts.totalResults ?? 0));
    },
  }));
  return [authenticate, ...reads];
}

async function outcomeOf(answer: Promise<Answer>): Promise<{ answer: Answer } | { error: unknown }> {
  try {
    return { answer: await answer };
  } catch (error) {
    return { error };
  }
}

/** Errors that say something of one stream and nothing of the login, which was good then. */
function isAboutStream(error: unknown): boolean {
  return (
    isAppError(error) &&
    [
      'WORKDAY_NOT_AUTHORIZED',
      'WORKDAY_WRONG_SERVICE',
      'WORKDAY_REQUEST_REFUSED',
      'WORKDAY_PROCESSING_FAILED',
    ].includes(error.code)
  );
}

function countText(spec: StreamSpec, count: number): string {
  const number = new Intl.NumberFormat('en').format(count);
  if (!spec.announcesRecords) return `${number} account ${count === 1 ? 'set' : 'sets'}`;
  return `${number} ${count === 1 ? spec.noun : spec.label.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())}`;
}
