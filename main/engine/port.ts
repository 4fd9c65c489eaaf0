import type { Bridge } from '../../shared/contract/bridge.ts';

/**
 * The only way to an engine: calls, answers and events as values that survive JSON and structured clone alike. A host holds
 * the port of its own engine worker or, over loopback, the port of an app that is already running; it cannot tell which.
 */
export interface EnginePort extends Bridge {
  /** Ends the engine (or only the connection to it, if another process runs it) after staged work is safe. */
  close(): Promise<void>;
}
