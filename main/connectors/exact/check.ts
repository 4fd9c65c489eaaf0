import type { CheckStep } from '../../../shared/model/check.ts';
import { runSteps, type StepOutcome, type StepToRun } from '../../http/check-steps.ts';
import { networkSteps } from '../../http/network-steps.ts';
import type { ConnectorContext } from '../../ports/connector.ts';
import { isAppError, type AppError } from '../../../shared/errors/app-error.ts';
import type { ExactApi, ExactDivision } from './api.ts';
import { ask } from './requests.ts';
import { readTokens, signInStateOf } from './tokens.ts';
import { chosenDivisions, type Settings } from './settings.ts';
import type { StreamSpec } from './streams/spec.ts';
import { refusalError } from './windows.ts';

export interface CheckOptions {
  readonly context: ConnectorContext;
  /** Both throw EXACT_SETTING_INVALID. */
  api(): ExactApi;
  settings(): Settings;
  readonly specs: readonly StreamSpec[];
  readonly signal: AbortSignal;
}

const passed = (detail: string | null): StepOutcome => ({ state: 'passed', detail });
const warned = (detail: string): StepOutcome => ({ state: 'warning', detail });

/**
 * The steps of a check as they happen. A failed network step or sign-in ends what depends on it; a company or a stream that may not be
 * read does not end the others. Each stream is asked for one record, in the first company that can be read: refusals count against
 * an hourly limit of Exact's (reference page §6).
 */
export async function* checkConnection(options: CheckOptions): AsyncGenerator<CheckStep> {
  const { context, settings, specs, signal } = options;
  const network = networkSteps(context.probe, () => settings().address, signal);
  const readable: ExactDivision[] = [];
  const steps = [
    settingsStep(options),
    ...network,
    signInStep(options),
    companiesStep(options, readable),
    ...specs.map((spec) => streamStep(options, spec, readable)),
    budgetStep(options, readable),
  ];
  yield* runSteps(steps, { clock: context.clock, standsAlone: (id) => id.startsWith('read.') });
}

function settingsStep({ settings }: CheckOptions): StepToRun {
  return {
    id: 'settings',
    label: 'Settings',
    run: () => Promise.resolve(passed(settings().address)),
  };
}

function signInStep({ api, context, signal }: CheckOptions): StepToRun {
  return {
    id: 'authenticate',
    label: 'Sign in',
    run: async () => {
      const { fullName } = await api().me(signal);
      const { warns, endsUnusedAtUtc } = signInStateOf(await readTokens(context), context.clock.now());
      if (!warns || endsUnusedAtUtc === null) return passed(`As ${fullName}`);
      return warned(`As ${fullName}. If nothing is read, the sign-in ends on ${endsUnusedAtUtc.slice(0, 10)}`);
    },
  };
}

/** Fails only where no chosen company can be read at all. */
function companiesStep({ api, settings, signal }: CheckOptions, readable: ExactDivision[]): StepToRun {
  return {
    id: 'companies',
    label: 'Chosen companies',
    run: async () => {
      const chosen = chosenDivisions(settings());
      const permitted = await api().divisions(signal);
      const found = chosen.map((code) => ({ code, division: permitted.find((one) => one.code === code) }));
      const refused = found.flatMap(({ code, division }) => {
        const error = refusalError(code, division);
        if (error === null && division !== undefined) readable.push(division);
        return error === null ? [] : [{ error, words: `${division?.description ?? String(code)}: ${reasonIn(error)}` }];
      });
      const [first] = refused;
      if (readable.length === 0 && first !== undefined) throw first.error;
      const words = refused.map((one) => one.words);
      const names = readable.map(({ description }) => description).join(', ');
      return words.length === 0 ? passed(names) : warned(`${names}. Cannot be read: ${words.join('; ')}`);
    },
  };
}

function reasonIn({ details }: AppError): string {
  const { reason } = details;
  return typeof reason === 'string' ? reason : '';
}

function streamStep({ api, signal }: CheckOptions, spec: StreamSpec, readable: readonly ExactDivision[]): StepToRun {
  return {
    id: `read.${spec.id}`,
    label: spec.label,
    run: async () => {
      if (readable.length === 0) return { state: 'skipped', detail: 'No company can be read' };
      // A module is licensed for each company: with one that has it, the stream can be read.
      const asked = spec.needsModule === true ? readable : readable.slice(0, 1);
      const without: string[] = [];
      for (const { code, description } of asked) {
        try {
          const query = { select: [spec.key], top: 1 };
          for await (const _ of ask({ api: api(), division: code, signal }, spec.resource, query, spec.label)) break;
          if (spec.needsModule !== true) return await rightsElsewhere(readable, spec, { api: api(), signal });
        } catch (error) {
          const isModule = spec.needsModule === true && isAppError(error) && error.code === 'EXACT_RIGHTS_MISSING';
          if (!isModule) throw error;
          without.push(description);
        }
      }
      return without.length === 0
        ? passed(`In ${asked.map(({ description }) => description).join(', ')}`)
        : warned(`Left out, because they have no Purchase module or the user no right to it: ${without.join(', ')}`);
    },
  };
}

/** The first company was read; whether the user may read the others is asked in a way that counts as no error at Exact. */
async function rightsElsewhere(
  readable: readonly ExactDivision[],
  spec: StreamSpec,
  { api, signal }: { readonly api: ExactApi; readonly signal: AbortSignal },
): Promise<StepOutcome> {
  const without: string[] = [];
  for (const { code, description } of readable.slice(1)) {
    if ((await api.mayRead(code, spec.resource, signal)) === false) without.push(description);
  }
  const may = readable.map(({ description }) => description).filter((name) => !without.includes(name));
  if (without.length === 0) return passed(`In ${may.join(', ')}`);
  return warned(`In ${may.join(', ')}. The user has no right to read it in: ${without.join(', ')}`);
}

/** What is left of today's calls. Exact said it on the calls before. */
function budgetStep({ api }: CheckOptions, readable: readonly ExactDivision[]): StepToRun {
  return {
    id: 'budget',
    label: 'Calls left today',
    run: () => {
      const budgets = readable.map(({ code, description }) => ({ description, ...api().budgetOf(code) }));
      const said = budgets.flatMap(({ description, left, perDay, keptBack }) =>
        left === null || perDay === null ? [] : [{ description, left, perDay, isLow: left <= 2 * keptBack }],
      );
      if (said.length === 0) return Promise.resolve({ state: 'skipped', detail: 'Exact Online did not say' });
      const words = said.map((one) => `${one.description}: ${grouped(one.left)} of ${grouped(one.perDay)}`).join('; ');
      return Promise.resolve(said.some(({ isLow }) => isLow) ? warned(words) : passed(words));
    },
  };
}

function grouped(count: number): string {
  return new Intl.NumberFormat('en').format(count);
}
