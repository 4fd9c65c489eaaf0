import type { MessagePort } from 'node:worker_threads';
import type { UndiciTransportOptions } from '../http/undici-transport.ts';

/** What the operator may say about the network; the rest is found out. JSON-safe. */
export type NetworkSettings = Pick<UndiciTransportOptions, 'proxy' | 'extraCaFile'>;

/** What the main thread gives the engine's thread at its start. */
export interface EngineWorkerOptions {
  readonly dataFile: string;
  readonly logFolder: string;
  /** Opens real connections' secrets; null while the vault is locked. */
  readonly dataKey: Uint8Array | null;
  /** Opens practice connections' secrets; never stored anywhere. */
  readonly practiceKey: Uint8Array;
  readonly network: NetworkSettings;
}

/** What arrives in the engine's thread. */
export interface WorkerData extends EngineWorkerOptions {
  /** The way to a network that another thread has; null if the engine has its own. */
  readonly relayPort: MessagePort | null;
}
