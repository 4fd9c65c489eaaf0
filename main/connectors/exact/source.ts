import { isAppError } from '../../../shared/errors/app-error.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import type { ConnectorContext } from '../../ports/connector.ts';
import type { ForecastPart, Source, SourceStream, WindowRequest } from '../../ports/source.ts';
import type { ExactApi, ExactDivision } from './api.ts';
import { checkConnection } from './check.ts';
import { createExactApi } from './client.ts';
import { callsFor, forecastPart, type Calls } from './forecast.ts';
import { readDocuments } from './read-documents.ts';
import { assertReadable, readWindow } from './read.ts';
import { keyOf, partsOfKey } from './record.ts';
import { ask } from './requests.ts';
import { chosenDivisions, readSettings, type Settings } from './settings.ts';
import type { StreamSpec } from './streams/spec.ts';
import { specOf, streamSpecs } from './streams/streams.ts';
import { criteriaOf, leftOutBefore, planWindow, unasked, type PlanOptions, type WindowPart } from './windows.ts';

const streams: readonly SourceStream[] = streamSpecs.map(({ id, label, noun, windowKind, rangeBy }) => ({
  id,
  label,
  noun,
  windowKind,
  rangeBy,
}));
/** The list of companies costs a call of its own and seldom changes; each stream of a run needs it. */
const DIVISIONS_HOLD_MS = 300_000;

interface Opened {
  readonly settings: Settings;
  readonly api: ExactApi;
}

/** Exact Online as a source. */
class ExactSource implements Source {
  readonly streams = streams;
  readonly #context: ConnectorContext;
  #opened: Opened | undefined;
  #divisions: { readonly list: readonly ExactDivision[]; readonly until: number } | undefined;

  constructor(context: ConnectorContext) {
    this.#context = context;
  }

  check(streamIds: readonly string[], signal: AbortSignal): ReturnType<Source['check']> {
    const { api, settings } = { api: () => this.#open().api, settings: () => this.#open().settings };
    return checkConnection({ context: this.#context, api, settings, specs: streamIds.map(specOf), signal });
  }

  async openWindow(streamId: string, request: WindowRequest, signal: AbortSignal): ReturnType<Source['openWindow']> {
    const spec = specOf(streamId);
    const options = await this.#options(signal);
    const leftOut = await this.#leftOut(spec, { request, options, signal });
    return planWindow(spec, request, { ...options, leftOut });
  }

  moment(signal: AbortSignal): Promise<string> {
    return this.#open().api.moment(signal);
  }

  async *read(
    streamId: string,
    window: Parameters<Source['read']>[1],
    signal: AbortSignal,
  ): ReturnType<Source['read']> {
    yield* readWindow(this.#open().api, specOf(streamId), window, signal);
  }

  async *readByKey(streamId: string, keys: readonly string[], signal: AbortSignal): ReturnType<Source['readByKey']> {
    const spec = specOf(streamId);
    const wanted = keys.flatMap((key) => partsOfKey(key) ?? []);
    if (wanted.length === 0) return;
    const companies = Map.groupBy(wanted, ({ division }) => division);
    const { settings, api } = this.#open();
    const { address: host, overlapMs } = settings;
    const known = { asOf: await api.moment(signal), permitted: await api.knownDivisions(signal) };
    const options = { ...{ host, overlapMs, leftOut: new Set<number>() }, ...known, chosen: [...companies.keys()] };
    const { parts } = criteriaOf(planWindow(spec, { kind: 'full' }, options));
    for (const part of parts) {
      // A company that gives nothing must not look as if all of its records were gone.
      assertReadable(part);
      const ids = [...new Set((companies.get(part.code) ?? []).map(({ id }) => id))];
      const reading = { api, division: part.code, signal };
      const asked = new Set(ids.map((id) => keyOf(part.code, id)));
      for await (const page of readDocuments(spec, part, reading, ids.filter(isGuid))) {
        yield { ...page, records: page.records.filter(({ key }) => asked.has(key)) };
      }
    }
  }

  /** What the reading would cost each company. Asks for counts: one or two requests for each stream and company. */
  async forecast(
    wanted: readonly { readonly id: string; readonly request: WindowRequest }[],
    signal: AbortSignal,
  ): Promise<readonly ForecastPart[]> {
    const { api } = this.#open();
    const options = await this.#options(signal);
    const calls = new Map<number, { part: WindowPart; calls: Calls[] }>();
    for (const { id, request } of wanted) {
      const spec = specOf(id);
      const leftOut = await this.#leftOut(spec, { request, options, signal });
      for (const part of criteriaOf(planWindow(spec, request, { ...options, leftOut })).parts) {
        const of = calls.get(part.code) ?? { part, calls: [] };
        of.calls.push(await callsFor(spec, part, { api, division: part.code, signal }, request));
        calls.set(part.code, of);
      }
    }
    return [...calls.values()].map((one) => forecastPart(one.part, one.calls, api.budgetOf(one.part.code)));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #open(): Opened {
    if (this.#opened === undefined) {
      const settings = readSettings(this.#context.connection);
      this.#opened = { settings, api: createExactApi(this.#context) };
    }
    return this.#opened;
  }

  async #options(signal: AbortSignal): Promise<PlanOptions> {
    const { settings, api } = this.#open();
    const chosen = chosenDivisions(settings);
    const { serverUtc } = await api.me(signal);
    const permitted = await this.#permitted(signal);
    return {
      ...{ host: settings.address, asOf: serverUtc, overlapMs: settings.overlapMs, chosen, permitted },
      leftOut: new Set(),
    };
  }

  async #permitted(signal: AbortSignal): Promise<readonly ExactDivision[]> {
    const now = this.#context.clock.now();
    if (this.#divisions === undefined || now >= this.#divisions.until) {
      this.#divisions = { list: await this.#open().api.divisions(signal), until: now + DIVISIONS_HOLD_MS };
    }
    return this.#divisions.list;
  }

  /** Companies without the module that a stream needs; asked with the smallest request there is. */
  async #leftOut(
    spec: StreamSpec,
    { request, options, signal }: { request: WindowRequest; options: PlanOptions; signal: AbortSignal },
  ): Promise<ReadonlySet<number>> {
    if (spec.needsModule !== true) return new Set();
    const stored: JsonObject | null = request.kind === 'incremental' ? request.cursor : null;
    const leftOut = new Set(leftOutBefore(stored, options));
    for (const division of unasked(spec, stored, options)) {
      if (!(await hasRecords(spec, { api: this.#open().api, division, signal }))) leftOut.add(division);
    }
    return leftOut;
  }
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function isGuid(id: string): boolean {
  return GUID.test(id);
}

/** False where Exact refuses the resource as it does without a licence; any other refusal is told when the company is read. */
async function hasRecords(
  spec: StreamSpec,
  reading: { readonly api: ExactApi; readonly division: number; readonly signal: AbortSignal },
): Promise<boolean> {
  try {
    const query = { select: [spec.key], top: 1 };
    for await (const _ of ask(reading, spec.resource, query, `${spec.label}: whether there are any`)) break;
    return true;
  } catch (error) {
    if (!isAppError(error)) throw error;
    if (error.code === 'EXACT_RIGHTS_MISSING') return false;
    if (['permission', 'config', 'rate-limited'].includes(error.kind)) return true;
    throw error;
  }
}

/**
 * Exact Online as a source. Settings are read at the first call, so that a connection with a mistake can still be opened, and a check
 * can say what is wrong. Throws EXACT_*, HTTP_*, VAULT_SECRET_MISSING.
 */
export function createExactSource(context: ConnectorContext): Source {
  return new ExactSource(context);
}
