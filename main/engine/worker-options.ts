import type { NetworkSettings } from '../http/network-settings.ts';

/** What the main thread gives the engine's thread at its start. */
export interface EngineWorkerOptions {
  readonly dataFile: string;
  /** Opens real connections' secrets; null while the vault is locked. */
  readonly dataKey: Uint8Array | null;
  /** Opens practice connections' secrets; never stored anywhere. */
  readonly practiceKey: Uint8Array;
  readonly network: NetworkSettings;
}
