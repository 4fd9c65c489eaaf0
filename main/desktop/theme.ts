import type { BrowserWindow, NativeTheme } from 'electron';
import type { AppWatch } from './app-watch.ts';

/** The page's own ground colours (renderer/styles/tokens.css), so that a window that opens does not flash. */
const grounds = { light: '#f4f6f8', dark: '#12161b' } as const;

export type Theming = Pick<NativeTheme, 'themeSource' | 'shouldUseDarkColors' | 'on'>;

/** Menus, dialogs and the page follow the theme of the settings; `system` follows the computer. */
export function followTheme(
  nativeTheme: Theming,
  watch: AppWatch,
  window: () => Pick<BrowserWindow, 'setBackgroundColor'> | null,
): void {
  const paint = () => window()?.setBackgroundColor(groundOf(nativeTheme));
  watch.onChange(({ settings }) => {
    if (nativeTheme.themeSource === settings.theme) return;
    nativeTheme.themeSource = settings.theme;
    paint();
  });
  nativeTheme.on('updated', paint);
}

/** The colour that a new window has before its page shows. */
export function groundOf(nativeTheme: Pick<NativeTheme, 'shouldUseDarkColors'>): string {
  return grounds[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'];
}
