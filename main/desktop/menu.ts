import type { Menu, MenuItemConstructorOptions } from 'electron';
import { menuSchema, type MenuCommand, type MenuGroup } from '../../shared/contract/menu.ts';
import type { DesktopText, DesktopTextId } from './texts.ts';

export interface MenuOptions {
  readonly Menu: Pick<typeof Menu, 'buildFromTemplate' | 'setApplicationMenu'>;
  readonly platform: NodeJS.Platform;
  text(): DesktopText;
  /** Gives the command to the window, which does it. */
  run(id: string): void;
}

/**
 * The application's menu: every command of the window, as the window itself names them, in groups, with its keys. Returns what
 * takes the window's list; false if that is not of the right form, and then the menu stays.
 */
export function mirrorMenu(options: MenuOptions): (list: unknown) => boolean {
  const set = (commands: readonly MenuCommand[]) => {
    const { Menu } = options;
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(commands, options)));
  };
  set([]);
  return (list) => {
    const parsed = menuSchema.safeParse(list);
    if (parsed.success) set(parsed.data.commands);
    return parsed.success;
  };
}

const titles: Readonly<Record<MenuGroup, DesktopTextId>> = {
  file: 'menu.file',
  flows: 'menu.flows',
  go: 'menu.go',
  view: 'menu.view',
  help: 'menu.help',
};

/** The menu as Electron builds it: groups of commands, and the parts that every system expects, named by the system itself. */
export function menuTemplate(
  commands: readonly MenuCommand[],
  options: Pick<MenuOptions, 'platform' | 'text' | 'run'>,
): MenuItemConstructorOptions[] {
  const text = options.text();
  const isMac = options.platform === 'darwin';
  const groupOf = (group: MenuGroup): MenuItemConstructorOptions[] =>
    commands
      .filter((command) => command.group === group)
      .map(({ id, label, accelerator }) => ({
        id,
        label,
        ...(accelerator === null ? {} : { accelerator }),
        click: () => {
          options.run(id);
        },
      }));
  const menu = (group: MenuGroup, more: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions => ({
    label: text(titles[group]),
    submenu: [...groupOf(group), ...more],
  });
  const zoom: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
  ];
  const items: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    menu('file', [{ type: 'separator' }, { role: isMac ? 'close' : 'quit' }]),
    { role: 'editMenu', label: text('menu.edit') },
    menu('flows', []),
    menu('go', []),
    menu('view', zoom),
    { role: 'windowMenu', label: text('menu.window') },
    menu('help', []),
  ];
  return items.filter((item) => !Array.isArray(item.submenu) || item.submenu.length > 0);
}
