import { ask } from '../../main/api/ask.ts';
import { createApp } from '../../main/app.ts';
import { dataFolder } from '../../main/instance/data-folder.ts';
import { makeVault, passphrase } from './vault.ts';

// What `cli serve` runs, in a process of its own on Node 24, with a small practice world.
const folder = dataFolder();
await makeVault(folder);
const app = await createApp({
  dataFolder: folder,
  host: 'web',
  practiceScale: 0.1,
  practiceIntegrations: ['workday-databricks'],
});
await ask(app, 'vault.unlock', { passphrase });
process.stdout.write('ready\n');
process.on('SIGTERM', () => {
  void app.close().then(() => process.exit(0));
});
