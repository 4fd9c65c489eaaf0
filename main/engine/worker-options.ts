import type { MessagePort } from 'node:worker_threads';

/** What the main thread gives the engine's thread at its start. */
export interface EngineWorkerOptions {
  readonly dataFile: string;
  readonly logFolder: string;
  /** Opens real connections' secrets; null while the vault is locked. */
  readonly dataKey: Uint8Array | null;
  /** Opens practice connections' secrets; never stored anywhere. */
  readonly practiceKey: Uint8Array;
}

/** What arrives in the engine's thread. */
export interface WorkerData extends EngineWorkerOptions {
  /** The way to a network that another thread has; null if the engine has its own. */
  readonly relayPort: MessagePort | null;
  /** Whether that network can follow an automatic configuration file. */
  readonly followsPac: boolean;
}
