import { ask } from '../../main/api/ask.ts';
import { createApp } from '../../main/app.ts';
import { dataFolder, ensureDataFolder } from '../../main/instance/data-folder.ts';
import { createSystemRandom } from '../../main/ports/system-time.ts';
import { readPassphraseFile, writePassphraseFile } from '../../main/vault/passphrase-file.ts';
import { createPassphraseVault } from '../../main/vault/passphrase.ts';

// What `cli serve` runs, in a process of its own on Node 24, with a small practice world and a vault that no keychain opens: tests
// touch nobody's keychain, and secrets outlive a killed process.
const passphrase = 'a passphrase of the tests';
const folder = dataFolder();
await ensureDataFolder(folder);
if (readPassphraseFile(folder) === null) {
  writePassphraseFile(folder, (await createPassphraseVault(passphrase, createSystemRandom())).file);
}
const app = await createApp({ dataFolder: folder, host: 'web', practiceScale: 0.1 });
await ask(app, 'vault.unlock', { passphrase });
process.stdout.write('ready\n');
process.on('SIGTERM', () => {
  void app.close().then(() => process.exit(0));
});
