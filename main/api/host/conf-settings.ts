import Conf from 'conf';
import type { SettingsFile } from './settings.ts';

/** The settings file outside Electron: `<folder>/settings.json`, readable by its owner only. */
export function openConfSettings(folder: string): SettingsFile {
  const conf = new Conf<Record<string, unknown>>({ cwd: folder, configName: 'settings', configFileMode: 0o600 });
  return {
    store: conf.store,
    write: (values) => {
      conf.set(values);
    },
  };
}
