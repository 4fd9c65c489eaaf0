import { useEffect } from 'react';
import { useAsk } from '../../lib/queries.ts';
import { currentRoute, navigate } from '../../lib/router.tsx';
import type { Command, Deed } from './commands.ts';
import { isSingleKey, nameOf } from './keys.ts';

/** Keys that belong to the screen and not to a command. */
export const screenKeys = { search: '/', primary: 'mod+Enter', back: 'Escape' } as const;

/** A second key must follow the first within this time. */
const patienceMs = 1200;

export const isMac = /mac/i.test(navigator.userAgent);

/** Hears the keys of every command, wherever the focus is; while something is typed only those with a modifier. */
export function useShortcuts(commands: readonly Command[], run: (deed: Deed) => void): void {
  const areSingleOn = useAsk('settings.get', {}).data?.singleKeyShortcuts ?? true;
  useEffect(() => {
    let first = '';
    let firstAt = 0;
    const hear = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      const name = nameOf(event, isMac);
      const isSingle = isSingleKey(name);
      if (name === '' || isCovered() || (isSingle && name !== screenKeys.back && (!areSingleOn || isTyping(event))))
        return;
      if (screenKey(name, event)) return;
      const pair = first !== '' && event.timeStamp - firstAt < patienceMs ? `${first} ${name}` : '';
      const command = commands.find((one) => one.keys !== undefined && [name, pair].includes(one.keys));
      first = '';
      if (command !== undefined) {
        event.preventDefault();
        run(command.deed);
      } else if (commands.some((one) => one.keys?.startsWith(`${name} `) === true)) {
        first = name;
        firstAt = event.timeStamp;
      }
    };
    window.addEventListener('keydown', hear);
    return () => {
      window.removeEventListener('keydown', hear);
    };
  }, [commands, run, areSingleOn]);
}

/** A dialog has the keys for itself. */
function isCovered(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]') !== null;
}

function isTyping(event: KeyboardEvent): boolean {
  const target = event.target instanceof HTMLElement ? event.target : null;
  return (
    target !== null && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || inGrid(target))
  );
}

/** A grid uses letters itself: they look for a row. */
function inGrid(target: HTMLElement): boolean {
  return target.closest('[role="grid"]') !== null;
}

/** True if the key was one of the screen's own. */
function screenKey(name: string, event: KeyboardEvent): boolean {
  const main = document.querySelector('main');
  if (name === screenKeys.search) {
    const field = main?.querySelector<HTMLElement>('input[type="search"], [role="searchbox"]') ?? null;
    if (field === null) return false;
    event.preventDefault();
    field.focus();
    return true;
  }
  if (name === screenKeys.primary) {
    const button = main?.querySelector<HTMLElement>('[data-kind="primary"]:not(:disabled)') ?? null;
    if (button === null) return false;
    event.preventDefault();
    button.click();
    return true;
  }
  if (name !== screenKeys.back || isTyping(event)) return false;
  const route = currentRoute();
  const up = upFrom(route);
  if (up === null) return false;
  navigate(up);
  return true;
}

const parents: Readonly<Record<string, string>> = {
  preview: '/',
  flows: '/',
  connect: '/',
  handover: '/connections',
  request: '/connections',
};

/** The route one level up; null at the top. A route within an area leads to the area. */
export function upFrom(route: readonly string[]): string | null {
  const [area] = route;
  if (area === undefined) return null;
  const parent = parents[area];
  if (parent !== undefined) return parent;
  return route.length > 1 ? `/${area}` : null;
}
