import type { App } from 'electron';

/** The app's own scheme outside the app: a page of a sign-in that ended in the browser leads back through it. */
export const linkScheme = 'ml-connector';

const places = ['connections', 'connect', 'runs', 'records', 'rejected', 'flows', 'settings'];
const partForm = /^[A-Za-z0-9._~-]{1,120}$/;

/**
 * The route that a deep link opens: `ml-connector://open/connections/…`, or null if it is none of ours. A link only shows a
 * screen: anybody can make one, so it carries no command and no value that is acted upon.
 */
export function routeOf(link: string): string | null {
  if (!URL.canParse(link)) return null;
  const url = new URL(link);
  if (url.protocol !== `${linkScheme}:` || url.host !== 'open' || url.search !== '' || url.hash !== '') return null;
  const parts = url.pathname.split('/').filter((part) => part !== '');
  if (parts.length === 0) return '/';
  if (!places.includes(parts[0] ?? '') || parts.length > 4 || !parts.every((part) => partForm.test(part))) return null;
  return `/${parts.join('/')}`;
}

/** The deep link among the arguments of a second start: the order of arguments is not kept (electron.md §8). */
export function linkAmong(args: readonly string[]): string | null {
  return args.find((arg) => arg.startsWith(`${linkScheme}://`)) ?? null;
}

/** Registers the scheme, and opens the route of each link that comes: macOS sends an event, the others start the app again. */
export function followLinks(
  app: Pick<App, 'setAsDefaultProtocolClient' | 'on'>,
  openAt: (route: string) => void,
): void {
  app.setAsDefaultProtocolClient(linkScheme);
  const follow = (link: string | null) => {
    const route = link === null ? null : routeOf(link);
    if (route !== null) openAt(route);
  };
  app.on('open-url', (event, url) => {
    event.preventDefault();
    follow(url);
  });
  app.on('second-instance', (_event, args) => {
    follow(linkAmong(args));
  });
}
