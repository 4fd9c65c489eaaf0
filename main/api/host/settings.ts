import { existsSync, renameSync } from 'node:fs';
import { defaultSettings, settingsSchema, type Settings } from '../../../shared/model/settings.ts';
import { nowUtc, type Clock } from '../../ports/time.ts';
import type { Handlers } from '../dispatch.ts';

/** What keeps the settings file: `conf` on Node, `electron-store` in Electron. Opening throws if the file is not JSON. */
export interface SettingsFile {
  readonly store: unknown;
  write(values: Settings): void;
}

export interface SettingsOptions {
  /** Path of the file that `open` reads. */
  readonly path: string;
  readonly clock: Clock;
  open(): SettingsFile;
  /** Says to the operator that the file was set aside, and where it is. */
  onSetAside(path: string): void;
  onChanged(): void;
}

/** Settings that survive a damaged file: it is set aside under a name with the time, and the defaults are used. */
export function createSettings(options: SettingsOptions): Handlers<'settings.get' | 'settings.set'> {
  const opened = openOrSetAside(options);
  let { settings } = opened;
  return {
    'settings.get': () => Promise.resolve(settings),
    'settings.set': (changes) => {
      const next = settingsSchema.parse({ ...settings, ...changes });
      opened.file.write(next);
      settings = next;
      options.onChanged();
      return Promise.resolve(settings);
    },
  };
}

function openOrSetAside(options: SettingsOptions): { file: SettingsFile; settings: Settings } {
  try {
    return read(options.open());
  } catch {
    const aside = `${options.path}.damaged-${nowUtc(options.clock).replaceAll(/[:.]/g, '-')}`;
    if (existsSync(options.path)) renameSync(options.path, aside);
    const opened = read(options.open());
    options.onSetAside(aside);
    return opened;
  }
}

/** A setting that this version does not have is ignored; one that it has must be sound. */
function read(file: SettingsFile): { file: SettingsFile; settings: Settings } {
  const stored = typeof file.store === 'object' && file.store !== null ? file.store : {};
  return { file, settings: settingsSchema.parse({ ...defaultSettings, ...stored }) };
}
