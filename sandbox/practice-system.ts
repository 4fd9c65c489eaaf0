import type { PracticeFaultGroup } from '../shared/model/practice.ts';
import type { SystemId } from '../shared/model/system.ts';

/** One thing that can go wrong in a practice system, switched on from a test or from the app. */
export interface PracticeFault {
  readonly id: string;
  readonly label: string;
  readonly group: PracticeFaultGroup;
}

/** A practice system that is listening on loopback. */
export interface PracticeSystem {
  readonly system: SystemId;
  /** `http://127.0.0.1:<port>` */
  readonly address: string;
  /** Connection settings that connect to it, by the field names of the system's descriptor. */
  readonly settings: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** The same, labelled for a person. */
  readonly credentials: readonly { readonly label: string; readonly value: string }[];
  readonly faults: readonly PracticeFault[];
  activeFaults(): readonly string[];
  /** Throws an Error for an unknown fault. `times` limits how often it strikes; without it, until it is switched off. */
  setFault(id: string, active: boolean, times?: number): void;
  close(): Promise<void>;
}

/** Injected time, so that tests can hold it still or move it. */
export interface PracticeClock {
  now(): number;
  sleep(ms: number): Promise<void>;
}
