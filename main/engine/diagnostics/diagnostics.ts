import type { CheckStep } from '../../../shared/model/check.ts';
import type { SelfCheckReport, SelfCheckResult } from '../../../shared/model/diagnostics.ts';
import { nowUtc } from '../../ports/time.ts';
import type { EngineServices } from '../services.ts';
import { makeBundle, type Bundle } from './bundle.ts';
import type { DiagnosticsHost } from './host.ts';
import { runSelfChecks, type Checked, type EndedCheck } from './run-checks.ts';
import { ownNames } from './stand-ins.ts';

/** Who asks: `checkId` under which the steps are told, and what ends it. */
export interface DiagnosticsRequest {
  readonly checkId: string | undefined;
  readonly signal: AbortSignal;
}

const states: Readonly<Record<SelfCheckResult, CheckStep['state']>> = {
  ok: 'passed',
  warning: 'warning',
  failed: 'failed',
  'not-known': 'skipped',
};

/** Self-checks and the support bundle. One at a time: whoever asks meanwhile waits. */
export class Diagnostics {
  readonly #services: EngineServices;
  readonly #host: DiagnosticsHost;
  #work: Promise<unknown> = Promise.resolve();

  constructor(services: EngineServices, host: DiagnosticsHost) {
    this.#services = services;
    this.#host = host;
  }

  /** Does every self-check. Asks no system. */
  async run(request: DiagnosticsRequest): Promise<SelfCheckReport> {
    const { madeAtUtc, checks } = await this.#next(() => this.#checked(request));
    return { madeAtUtc, version: this.#host.versions.app, checks: checks.map(({ here }) => here) };
  }

  /** Does every self-check and makes the bundle, which is written down in the audit trail where that can be written. */
  bundle(request: DiagnosticsRequest): Promise<Bundle> {
    return this.#next(async () => {
      const services = this.#services;
      const checked = await this.#checked(request);
      const bundle = await makeBundle({
        services,
        host: this.#host,
        checked,
        nameOf: ownNames(services.deps.store),
        signal: request.signal,
      });
      this.#note(bundle);
      return bundle;
    });
  }

  /** A full disk or a damaged file is when a bundle is needed most: it is handed over although nothing can be written down. */
  #note({ sha256, files, bytes }: Bundle): void {
    const { store, clock, log } = this.#services.deps;
    if (store.condition.state !== 'ready') return;
    const details = { format: 'zip', files: files.length, bytes: bytes.length, sha256 };
    try {
      store.transaction(() => store.audit.append(nowUtc(clock), 'export.support-bundle', 'export', details));
    } catch (error) {
      log.warn('call.failed', { method: 'diagnostics.bundle' }, error);
    }
  }

  #checked({ checkId, signal }: DiagnosticsRequest): Promise<Checked> {
    const { deps } = this.#services;
    return runSelfChecks({
      services: this.#services,
      host: this.#host,
      signal,
      nameOf: ownNames(deps.store),
      onCheck: (ended, { id, label }) => {
        if (checkId === undefined) return;
        const steps = [...ended.map(stepOf), { id, label, state: 'running' as const, ...nothingYet }];
        deps.publish({ topic: 'check', subject: checkId, steps, ok: null });
      },
    });
  }

  #next<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#work.then(work);
    this.#work = next.catch(() => null);
    return next;
  }
}

const nothingYet = { durationMs: null, detail: null, error: null };

function stepOf({ here: { id, label, result, detail, durationMs, error } }: EndedCheck): CheckStep {
  return { id, label, state: states[result], durationMs, detail, error };
}
