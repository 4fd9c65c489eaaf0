import { createSystemClock, createSystemRandom } from '../../../main/ports/system-time.ts';
import { openKeychainKey } from '../../../main/vault/data-key.ts';

/** Runs inside a private D-Bus session: asks the real keychain and prints what it said as JSON. */
const [dataFolderId = '', mustExist] = process.argv.slice(2);
const result = await openKeychainKey({
  dataFolderId,
  clock: createSystemClock(),
  random: createSystemRandom(),
  mustExist: mustExist === 'must-exist',
  timeoutMs: 20_000,
}).catch((error: unknown) => ({ state: 'error', code: error instanceof Error ? error.message : 'unknown' }));
process.stdout.write(
  `${JSON.stringify('key' in result ? { state: result.state, key: Buffer.from(result.key).toString('base64') } : result)}\n`,
);
process.exit(0);
