import type { App } from 'electron';
import { attentionCount, type AppWatch } from './app-watch.ts';

/** The number of flows that need a person, on the app's icon where the system shows one (macOS, some Linux desktops). */
export function showBadge(app: Pick<App, 'setBadgeCount'>, watch: AppWatch): void {
  let shown = 0;
  watch.onChange(({ flows }) => {
    const count = attentionCount(flows);
    if (count === shown) return;
    shown = count;
    app.setBadgeCount(count);
  });
}
