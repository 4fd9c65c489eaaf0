import { useSyncExternalStore, type AnchorHTMLAttributes, type MouseEvent, type ReactNode } from 'react';

/**
 * Routes live in one query parameter (`?at=/runs/…`), not in the path: the page's files are addressed relative to the page, and
 * a reload must find them in both hosts whatever is on screen.
 */
const parameter = 'at';
const changed = 'mlc:navigated';

function currentPath(): string {
  const path = new URLSearchParams(window.location.search).get(parameter);
  return path?.startsWith('/') === true ? path : '/';
}

function watch(listener: () => void): () => void {
  // The same function each time, so it is there once.
  window.addEventListener('popstate', arrived);
  window.addEventListener(changed, listener);
  return () => {
    window.removeEventListener(changed, listener);
  };
}

/** Asks a person before the route is left; `go` goes on. */
export type LeaveGuard = (go: () => void) => void;

let guard: { readonly ask: LeaveGuard; readonly address: string } | null = null;

/**
 * From now on nothing leaves the route on screen before `ask` was asked: no link, no button and no step back. The function it answers
 * ends that. One at a time: the latest counts.
 */
export function guardRoute(ask: LeaveGuard): () => void {
  const own = { ask, address: `${window.location.search}${window.location.hash}` };
  guard = own;
  return () => {
    if (guard === own) guard = null;
  };
}

/** A step back or forward has been made: the address is another one already, and nobody follows it yet. */
function arrived(): void {
  if (guard === null) {
    window.dispatchEvent(new Event(changed));
    return;
  }
  const path = currentPath();
  window.history.pushState(null, '', guard.address);
  guard.ask(() => {
    navigate(path);
  });
}

/** The address of a route, for links. */
export function hrefOf(path: string): string {
  return path === '/' ? '?' : `?${parameter}=${encodeURIComponent(path).replaceAll('%2F', '/')}`;
}

interface NavigateOptions {
  readonly replace?: boolean;
  /** What was entered is kept: nobody is asked whether to leave it. */
  readonly kept?: boolean;
}

/** Goes to a route; `replace` leaves no step to go back to. */
export function navigate(path: string, options: NavigateOptions = {}): void {
  if (path === currentPath()) return;
  if (guard !== null && options.kept !== true) {
    guard.ask(() => {
      navigate(path, options);
    });
    return;
  }
  // The fragment belongs to the host's bridge: it holds what lets a reload open this window again.
  const address = `${hrefOf(path)}${window.location.hash}`;
  if (options.replace === true) window.history.replaceState(null, '', address);
  else window.history.pushState(null, '', address);
  window.dispatchEvent(new Event(changed));
}

/**
 * Remembers the route on screen. The function it answers goes on from there, and does nothing once the person has gone
 * elsewhere: for what leads on only after an answer.
 */
export function fromHere(): typeof navigate {
  const here = currentRoute().join('/');
  return (path, options) => {
    if (currentRoute().join('/') === here) navigate(path, options);
  };
}

/** The route on screen as its decoded parts: `/runs/7` gives `['runs', '7']`. */
export function useRoute(): readonly string[] {
  return partsOf(useSyncExternalStore(watch, currentPath));
}

/** The route on screen, for who asks once and does not follow it. */
export function currentRoute(): readonly string[] {
  return partsOf(currentPath());
}

/** What the address says beyond the route, as `queryOf` wrote it; empty if nothing. A list keeps its filters there. */
export function useRouteQuery(): string {
  const path = useSyncExternalStore(watch, currentPath);
  const start = path.indexOf('?');
  return start === -1 ? '' : path.slice(start + 1);
}

/** Names and values as they follow a route's `?`; those without a value are left out. */
export function queryOf(values: Readonly<Record<string, string | undefined>>): string {
  return new URLSearchParams(
    Object.entries(values).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]])),
  ).toString();
}

/** Splits a route into its decoded parts. */
export function partsOf(path: string): readonly string[] {
  const start = path.indexOf('?');
  return (start === -1 ? path : path.slice(0, start))
    .split('/')
    .filter((part) => part !== '')
    .map((part) => decodePart(part));
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Joins parts to a route, each encoded. */
export function pathOf(...parts: readonly string[]): string {
  return `/${parts.map(encodeURIComponent).join('/')}`;
}

export interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly to: string;
  readonly children: ReactNode;
}

/** A link to a route; opens in place, or in a new window where the person asks for one. */
export function Link({ to, children, ...rest }: LinkProps) {
  const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    navigate(to);
  };
  return (
    <a {...rest} href={hrefOf(to)} onClick={follow}>
      {children}
    </a>
  );
}
