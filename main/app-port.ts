import type { Bridge } from '../shared/contract/bridge.ts';

/**
 * The whole app as a host sees it: every method of the contract, host side and engine side. Made by `createApp` (own engine)
 * or `attachApp` (engine of a process that is already running on the same data folder).
 */
export interface AppPort extends Bridge {
  readonly attached: boolean;
  /** Sleep and waking of the computer, for whoever keeps the schedules; an attached app keeps none. */
  power?(event: 'suspend' | 'resume'): void;
  close(): Promise<void>;
}
