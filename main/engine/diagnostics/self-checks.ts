import type { SelfCheck } from './check.ts';
import { batchCheck, retentionCheck, trailCheck, vaultCheck } from './checks-of-data.ts';
import { folderCheck, formatCheck, integrityCheck, lockCheck } from './checks-of-folder.ts';
import { hostCheck, networkCheck, versionCheck } from './checks-of-host.ts';
import { clockCheck, connectionCheck, scheduleCheck } from './checks-of-work.ts';

/** Every self-check, by number. */
export const selfChecks: readonly SelfCheck[] = [
  folderCheck,
  integrityCheck,
  formatCheck,
  vaultCheck,
  trailCheck,
  batchCheck,
  clockCheck,
  scheduleCheck,
  connectionCheck,
  networkCheck,
  lockCheck,
  versionCheck,
  retentionCheck,
  hostCheck,
];
