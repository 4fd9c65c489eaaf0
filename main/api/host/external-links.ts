import { AppError } from '../../../shared/errors/app-error.ts';
import { exactHosts } from '../../../shared/systems/exact.ts';
import type { Handlers } from '../dispatch.ts';

/** Sites that the app sends people to: vendors' own documentation and consoles. Nothing a record or a server says is added to it. */
const sites = [
  'docs.databricks.com',
  'community.workday.com',
  'doc.workday.com',
  'learn.microsoft.com',
  // Where people sign in.
  ...exactHosts,
];
/** The customer's own workspaces, and with those of Slack its console and the messages that were posted there. */
const suffixes = [
  '.cloud.databricks.com',
  '.azuredatabricks.net',
  '.gcp.databricks.com',
  '.slack.com',
  '.slack-gov.com',
];

/** Whether an address may be handed to the system's browser: https, a listed site, no credentials, the usual port. */
export function mayOpenExternally(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.port !== '') return false;
  return sites.includes(url.hostname) || suffixes.some((suffix) => url.hostname.endsWith(suffix));
}

/** Whether an address could be a page of a practice system: plain http on this computer, with a port of its own. */
export function mayBePracticePage(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return (
    url.protocol === 'http:' &&
    url.hostname === '127.0.0.1' &&
    url.port !== '' &&
    url.username === '' &&
    url.password === ''
  );
}

/** Whether an address could be a page of a source: https, no credentials, exactly this host with its port. */
export function leadsToHost(address: string, host: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === 'https:' && url.username === '' && url.password === '' && url.host === host;
}

/** Hands an address to the system's browser; `sourceHost` is given with one that the operator's own connections admit. */
export type OpenAddress = (address: string, sourceHost?: string) => Promise<void>;

export interface DoorOptions {
  readonly open: OpenAddress;
  /** Whether the origin belongs to a practice system that this process runs. */
  isPractice(origin: string): Promise<boolean>;
  /** Hosts that the operator's connections name for documents and for signing in, as they are now. */
  sourceHosts(): Promise<readonly string[]>;
}

/** The one door to the system's browser. Throws APP_LINK_REFUSED and APP_LINK_NOT_OPENED. */
export function externalLinks({ open, isPractice, sourceHosts }: DoorOptions): Handlers<'app.open-external'> {
  const opener = async (url: string): Promise<(() => Promise<void>) | null> => {
    const address = URL.canParse(url) ? new URL(url).href : '';
    if (mayOpenExternally(url)) return () => open(address);
    if (mayBePracticePage(url)) return (await isPractice(new URL(url).origin)) ? () => open(address) : null;
    const sourceHost = address.startsWith('https:') ? new URL(address).host : null;
    if (sourceHost === null || !leadsToHost(address, sourceHost)) return null;
    return (await sourceHosts()).includes(sourceHost) ? () => open(address, sourceHost) : null;
  };
  return {
    'app.open-external': async ({ url }) => {
      const openIt = await opener(url);
      if (openIt === null) {
        const host = URL.canParse(url) ? new URL(url).host : url.slice(0, 80);
        throw new AppError('APP_LINK_REFUSED', 'config', { details: { host } });
      }
      try {
        await openIt();
      } catch (cause) {
        throw new AppError('APP_LINK_NOT_OPENED', 'transient', { cause });
      }
      return {};
    },
  };
}
