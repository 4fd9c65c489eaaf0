import type { SelfCheckId, SelfCheckResult } from '../../../shared/model/diagnostics.ts';
import type { EngineServices } from '../services.ts';
import type { DiagnosticsHost } from './host.ts';
import type { DatabaseLook } from './look.ts';
import type { OwnName, Sentence } from './say.ts';

/** What a check found. */
export interface Finding {
  readonly result: SelfCheckResult;
  readonly found: Sentence;
  readonly next?: Sentence;
}

/** What checks look at. */
export interface CheckScope {
  readonly services: EngineServices;
  readonly host: DiagnosticsHost;
  /** One look into the data file, shared by the checks that need it; null where there is no file. */
  lookIntoDatabase(): Promise<DatabaseLook> | null;
  /** A connection or a flow by name here, and by a number elsewhere. */
  nameOf(id: string): OwnName;
}

/** One self-check. It asks no system, and writes nothing but a trial file that it removes. */
export interface SelfCheck {
  readonly id: SelfCheckId;
  readonly label: string;
  readonly description: string;
  /** After so many seconds it has failed, whatever it was doing. */
  readonly limitSeconds: number;
  look(scope: CheckScope, signal: AbortSignal): Promise<Finding>;
}
