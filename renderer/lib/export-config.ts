import { wholeConfig } from '../../shared/contract/config-file.ts';
import { call } from './client.ts';
import { saveTextFile } from './save-file.ts';

/** Saves connections, flows and settings of the installation, without secrets, as the file that the command line imports. */
export async function exportConfig(): Promise<void> {
  const [file, settings] = await Promise.all([call('config.export', {}), call('settings.get', {})]);
  saveTextFile('ml-connector-config.json', 'application/json', [JSON.stringify(wholeConfig(file, settings), null, 2)]);
}
