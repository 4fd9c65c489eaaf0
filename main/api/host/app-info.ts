import type { z } from 'zod';
import packageFile from '../../../package.json' with { type: 'json' };
import type { appInfoSchema } from '../../../shared/contract/contract.ts';
import type { Handlers } from '../dispatch.ts';

type AppInfo = z.infer<typeof appInfoSchema>;

export interface AppInfoOptions {
  readonly host: AppInfo['host'];
  readonly dataFolder: string;
  /** The language and region of this machine, as a BCP 47 tag. */
  readonly locale: string;
  store(): AppInfo['store'];
  vault(): AppInfo['vault'];
  practice(): boolean;
}

/** What this app is and in which state: asked anew at each call, since the vault and the practice systems change. */
export function appInfo(options: AppInfoOptions): Handlers<'app.info'> {
  return {
    'app.info': () =>
      Promise.resolve({
        version: packageFile.version,
        host: options.host,
        attached: false,
        dataFolder: options.dataFolder,
        locale: options.locale,
        store: options.store(),
        vault: options.vault(),
        practice: options.practice(),
      }),
  };
}
