import Store from 'electron-store';
import type { SettingsFile } from '../api/host/settings.ts';

/** The settings file under Electron: the same `<folder>/settings.json` as outside it, so that both hosts share one. */
export function openElectronSettings(folder: string): SettingsFile {
  const store = new Store<Record<string, unknown>>({ cwd: folder, name: 'settings', configFileMode: 0o600 });
  return {
    store: store.store,
    write: (values) => {
      store.set(values);
    },
  };
}
