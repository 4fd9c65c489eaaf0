import { isAppError } from '../../../shared/errors/app-error.ts';
import type { CheckStep } from '../../../shared/model/check.ts';
import { runSteps, type StepOutcome, type StepToRun } from '../../http/check-steps.ts';
import { networkSteps } from '../../http/network-steps.ts';
import type { ConnectorContext } from '../../ports/connector.ts';
import type { Answer, WorkdayClient } from './client.ts';
import type { Settings } from './settings.ts';
import { cheapRead } from './read.ts';
import { streamSpecs, type StreamSpec } from './streams/streams.ts';

export interface CheckOptions {
  readonly context: ConnectorContext;
  /** Throws WORKDAY_SETTING_INVALID. */
  open(): { settings: Settings; client: WorkdayClient };
  readonly specs: readonly StreamSpec[];
  readonly signal: AbortSignal;
}

const passed = (detail: string | null): StepOutcome => ({ state: 'passed', detail });

/**
 * The steps of a check as they happen, each sent when it begins and when it ends. A failed network step ends what depends on
 * it; a stream that the user may not read does not end the others. A refused login is asked for once, never again.
 */
export async function* checkConnection(options: CheckOptions): AsyncGenerator<CheckStep> {
  const { context, open, signal } = options;
  const network = networkSteps(context.probe, () => open().settings.address, signal);
  yield* runSteps([settingsStep(options), ...network, ...streamSteps(options)], {
    clock: context.clock,
    standsAlone: (id) => id.startsWith('read.'),
  });
}

function settingsStep({ open }: CheckOptions): StepToRun {
  return {
    id: 'settings',
    label: 'Settings',
    run: () => {
      const { settings } = open();
      return Promise.resolve(passed(`${settings.address}, tenant ${settings.tenant}`));
    },
  };
}

/**
 * The first chosen stream also shows whether the login is good, so that a wrong password is sent only once. Where none is chosen
 * yet, any stream's cheap read does: a permission that is missing says that the login was good.
 */
function streamSteps({ open, specs, signal }: CheckOptions): StepToRun[] {
  const first = specs[0] ?? streamSpecs[0];
  let early: { answer: Answer } | { error: unknown } | undefined;
  const authenticate: StepToRun = {
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
  const reads = specs.map((spec): StepToRun => ({
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
  if (spec.counted !== undefined) return `${number} ${spec.counted[count === 1 ? 0 : 1]}`;
  return `${number} ${count === 1 ? spec.noun : spec.label.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())}`;
}
