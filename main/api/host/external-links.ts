import { AppError } from '../../../shared/errors/app-error.ts';
import type { Handlers } from '../dispatch.ts';

/** Sites that the app sends people to: vendors' own documentation and consoles. Nothing a record or a server says is added to it. */
const sites = ['docs.databricks.com', 'community.workday.com', 'doc.workday.com', 'learn.microsoft.com'];
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

/**
 * The one door to the system's browser. `isPractice` tells whether the origin belongs to a practice system that this process runs.
 * Throws APP_LINK_REFUSED and APP_LINK_NOT_OPENED.
 */
export function externalLinks(
  open: (address: string) => Promise<void>,
  isPractice: (origin: string) => Promise<boolean>,
): Handlers<'app.open-external'> {
  const mayOpen = async (url: string): Promise<boolean> =>
    mayOpenExternally(url) || (mayBePracticePage(url) && (await isPractice(new URL(url).origin)));
  return {
    'app.open-external': async ({ url }) => {
      if (!(await mayOpen(url))) {
        const host = URL.canParse(url) ? new URL(url).host : url.slice(0, 80);
        throw new AppError('APP_LINK_REFUSED', 'config', { details: { host } });
      }
      try {
        await open(new URL(url).href);
      } catch (cause) {
        throw new AppError('APP_LINK_NOT_OPENED', 'transient', { cause });
      }
      return {};
    },
  };
}
