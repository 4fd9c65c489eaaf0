import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import packageFile from '../../../package.json' with { type: 'json' };
import type { appInfoSchema } from '../../../shared/contract/contract.ts';
import { defaultBrowser, launch } from '../../web-host/open-window.ts';
import type { Handlers } from '../dispatch.ts';
import { externalLinks, type OpenAddress } from './external-links.ts';

type AppInfo = z.infer<typeof appInfoSchema>;

export interface AppHandlersOptions {
  readonly host: AppInfo['host'];
  readonly dataFolder: string;
  store(): AppInfo['store'];
  vault(): AppInfo['vault'];
  practice(): boolean;
  /** Whether the origin belongs to a practice system that this process runs. */
  isPractice(origin: string): Promise<boolean>;
  /** Hosts that the operator's connections name for documents and for signing in, as they are now. */
  sourceHosts(): Promise<readonly string[]>;
  /** Hands an allowed address to the system; default its browser. */
  readonly openExternal?: OpenAddress;
}

/** What the app is and in which state, asked anew at each call, and its one door to the system's browser. */
export function createAppHandlers(
  options: AppHandlersOptions,
): Handlers<'app.info' | 'app.open-external' | 'desktop.menu'> {
  const byBrowser = (address: string) =>
    launch(defaultBrowser(process.platform, address), join(options.dataFolder, 'window'));
  return {
    'app.info': () =>
      Promise.resolve({
        version: packageFile.version,
        host: options.host,
        attached: false,
        dataFolder: options.dataFolder,
        locale: Intl.DateTimeFormat().resolvedOptions().locale,
        versions: versionsOf(process),
        logFolder: join(options.dataFolder, 'logs'),
        ...dataBytesOf(join(options.dataFolder, 'ml-connector.sqlite')),
        store: options.store(),
        vault: options.vault(),
        practice: options.practice(),
      }),
    // Only Electron's shell has such a menu, and it answers before the app is asked.
    'desktop.menu': () => Promise.resolve({}),
    ...externalLinks({
      open: options.openExternal ?? byBrowser,
      isPractice: (origin) => options.isPractice(origin),
      sourceHosts: () => options.sourceHosts(),
    }),
  };
}

/** With what is not written into the file itself yet. */
function dataBytesOf(file: string): Pick<AppInfo, 'dataBytes'> {
  const main = statSync(file, { throwIfNoEntry: false });
  if (main === undefined) return {};
  return { dataBytes: main.size + (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) };
}

function versionsOf({ versions, platform, arch }: NodeJS.Process): AppInfo['versions'] {
  const { electron, chrome } = versions as Partial<NodeJS.ProcessVersions>;
  return {
    node: versions.node,
    ...(electron === undefined ? {} : { electron }),
    ...(chrome === undefined ? {} : { chromium: chrome }),
    platform: `${platform} ${arch}`,
  };
}
