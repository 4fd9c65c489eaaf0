import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { App } from 'electron';

/** Argument of a start at login: the app begins in the tray, without a window. */
export const hiddenFlag = '--hidden';

export interface LoginItemOptions {
  readonly app: Pick<App, 'setLoginItemSettings'>;
  readonly platform: NodeJS.Platform;
  /** The program that is started, absolute. */
  readonly program: string;
  /** Folder of a person's own configuration on Linux: XDG_CONFIG_HOME. */
  readonly configFolder: string;
}

/** Lets the app start at login, or not. Windows and macOS are asked through Electron, Linux by an autostart file (XDG). */
export function setStartAtLogin(options: LoginItemOptions, on: boolean): void {
  if (options.platform !== 'linux') {
    options.app.setLoginItemSettings({ openAtLogin: on, args: [hiddenFlag] });
    return;
  }
  const file = join(options.configFolder, 'autostart', 'ml-connector.desktop');
  if (!on) {
    rmSync(file, { force: true });
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, autostartEntry(options.program), { mode: 0o600 });
}

/** Desktop Entry Specification: the program is quoted, with the characters escaped that would end the quotes or be filled in. */
function autostartEntry(program: string): string {
  const quoted = program.replaceAll(/["`$\\]/g, (char) => `\\\\${char}`).replaceAll('%', '%%');
  return `[Desktop Entry]\nType=Application\nName=ml-connector\nExec="${quoted}" ${hiddenFlag}\nX-GNOME-Autostart-enabled=true\n`;
}
