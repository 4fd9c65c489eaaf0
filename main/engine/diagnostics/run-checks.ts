import type { SelfCheckOutcome } from '../../../shared/model/diagnostics.ts';
import { toErrorDto } from '../../../shared/errors/error-dto.ts';
import { nowUtc } from '../../ports/time.ts';
import type { EngineServices } from '../services.ts';
import type { CheckScope, Finding, SelfCheck } from './check.ts';
import { failed } from './finding.ts';
import type { DiagnosticsHost } from './host.ts';
import type { DatabaseLook } from './look.ts';
import { say, type OwnName, type Sentence } from './say.ts';
import { selfChecks } from './self-checks.ts';

/** A check as it ended, in words for here and for elsewhere. */
export interface EndedCheck {
  readonly check: SelfCheck;
  readonly here: SelfCheckOutcome;
  readonly elsewhere: SelfCheckOutcome;
}

export interface Checked {
  readonly madeAtUtc: string;
  readonly checks: readonly EndedCheck[];
  /** What the data file holds by table; null where nobody could look. */
  readonly look: DatabaseLook | null;
}

export interface RunChecksOptions {
  readonly services: EngineServices;
  readonly host: DiagnosticsHost;
  readonly signal: AbortSignal;
  readonly nameOf: (id: string) => OwnName;
  /** Told when a check begins: those that ended, and the one under way. */
  readonly onCheck?: (ended: readonly EndedCheck[], underWay: SelfCheck) => void;
  /** Default: all of them. */
  readonly checks?: readonly SelfCheck[];
}

/**
 * Does the self-checks one after the other. One that throws or takes too long has failed with a sentence of its own, and the others go
 * on. Throws the signal's reason when it is aborted.
 */
export async function runSelfChecks(options: RunChecksOptions): Promise<Checked> {
  const { services, signal } = options;
  const over = new AbortController();
  const all = AbortSignal.any([signal, over.signal]);
  const { scope, looked } = scopeOf(options, all);
  const ended: EndedCheck[] = [];
  try {
    for (const check of options.checks ?? selfChecks) {
      signal.throwIfAborted();
      options.onCheck?.(ended, check);
      ended.push(await doCheck(check, scope, all));
    }
    signal.throwIfAborted();
    return { madeAtUtc: nowUtc(services.deps.clock), checks: ended, look: looked() };
  } finally {
    // Ends what is still looking, such as a thread that took too long.
    over.abort(new Error('the checks are over'));
  }
}

interface Scope {
  readonly scope: CheckScope;
  /** The look into the data file, if a check asked for it and it has come to an end. */
  looked(): DatabaseLook | null;
}

function scopeOf({ services, host, nameOf }: RunChecksOptions, signal: AbortSignal): Scope {
  let look: Promise<DatabaseLook> | null = null;
  let found: DatabaseLook | null = null;
  const lookIntoDatabase = (): Promise<DatabaseLook> | null => {
    if (look !== null || host.folder === null) return look;
    look = host.folder.lookIntoDatabase(signal).then((one) => (found = one));
    look.catch(() => undefined);
    return look;
  };
  return { scope: { services, host, nameOf, lookIntoDatabase }, looked: () => found };
}

async function doCheck(check: SelfCheck, scope: CheckScope, signal: AbortSignal): Promise<EndedCheck> {
  const { clock, log } = scope.services.deps;
  const startedAt = clock.now();
  const own = new AbortController();
  const bounded = AbortSignal.any([signal, own.signal]);
  const tooLong = clock.sleep(check.limitSeconds * 1000, bounded).then(
    () => tooLongFinding(check),
    () => new Promise<never>(() => undefined),
  );
  const outcome = (finding: Finding, error: unknown): EndedCheck => {
    const durationMs = clock.now() - startedAt;
    const dto = error === null ? null : toErrorDto(error);
    const { id, label, description } = check;
    const base = { id, label, description, result: finding.result, durationMs };
    const side = (name: keyof Sentence, shown: SelfCheckOutcome['error']): SelfCheckOutcome => ({
      ...base,
      detail: finding.found[name],
      next: finding.next?.[name] ?? null,
      error: shown,
    });
    return { check, here: side('here', dto), elsewhere: side('elsewhere', null) };
  };
  try {
    // A check that throws at once is to fail like one that throws later.
    const work = Promise.resolve().then(() => check.look(scope, bounded));
    work.catch(() => undefined);
    return outcome(await Promise.race([work, tooLong]), null);
  } catch (error) {
    log.warn('call.failed', { method: `diagnostics.${check.id}` }, error);
    return outcome(thrownFinding(error), error);
  } finally {
    own.abort(new Error('the check is over'));
  }
}

function tooLongFinding({ limitSeconds }: SelfCheck): Finding {
  return failed(
    say('It did not end within {seconds} seconds.', { seconds: limitSeconds }),
    say('Check again when the computer has less to do; if it stays, save the bundle for support.'),
  );
}

function thrownFinding(error: unknown): Finding {
  return failed(
    say('It could not be done ({code}).', { code: toErrorDto(error).code }),
    say('Save the bundle for support and send it to whoever looks after this app.'),
  );
}
