import type { Menu, MenuItemConstructorOptions, NativeImage, Tray } from 'electron';
import type { TrayCall } from './answer-tray.ts';
import { moodOf, type AppWatch, type DesktopState, type Mood } from './app-watch.ts';
import type { DesktopText } from './texts.ts';
import { drawTrayIcon, iconSide } from './tray-icon.ts';

export interface TrayParts {
  readonly Tray: new (image: NativeImage) => Tray;
  readonly Menu: Pick<typeof Menu, 'buildFromTemplate'>;
  readonly nativeImage: { createFromBitmap(bitmap: Buffer, options: { width: number; height: number }): NativeImage };
}

export interface TrayOptions {
  readonly electron: TrayParts;
  /** Says itself what was refused. */
  readonly call: TrayCall;
  readonly watch: AppWatch;
  /** The texts in the language of the present settings. */
  text(): DesktopText;
  showWindow(): void;
  quit(): void;
}

/**
 * The app's sign in the system's tray: its state as picture and words, and what is done most. Throws nothing where the desktop
 * has no tray: the window stays the way in. The tray is held by the caller's reference, else it would be collected.
 */
export function openTray(options: TrayOptions): Tray | null {
  const { Tray, Menu, nativeImage } = options.electron;
  const imageOf = (mood: Mood) =>
    nativeImage.createFromBitmap(drawTrayIcon(mood), { width: iconSide, height: iconSide });
  let tray: Tray;
  try {
    tray = new Tray(imageOf('none'));
  } catch {
    return null;
  }
  const show = (state: DesktopState) => {
    const mood = moodOf(state.flows);
    tray.setImage(imageOf(mood));
    tray.setToolTip(`ml-connector: ${options.text()(`state.${mood}`)}`);
    tray.setContextMenu(Menu.buildFromTemplate(trayItems(state, options)));
  };
  show(options.watch.state);
  options.watch.onChange(show);
  tray.on('click', () => {
    options.showWindow();
  });
  return tray;
}

/** The tray's menu for a state; a flow under way or paused cannot be synced from here. */
export function trayItems(state: DesktopState, options: TrayOptions): MenuItemConstructorOptions[] {
  const text = options.text();
  const { flows } = state;
  const ready = flows.filter((row) => row.state !== 'running' && row.flow.paused === null);
  const isAllPaused = flows.length > 0 && flows.every((row) => row.flow.paused !== null);
  const call = (method: string, input: unknown) => void options.call(method, input);
  return [
    { label: text(`state.${moodOf(flows)}`), enabled: false },
    { type: 'separator' },
    { label: text('tray.open'), click: options.showWindow },
    {
      label: text('tray.syncAll'),
      enabled: ready.length > 0,
      click: () => {
        for (const { flow } of ready) call('runs.start', { flowId: flow.id, trigger: 'manual' });
      },
    },
    {
      label: text(isAllPaused ? 'tray.resumeAll' : 'tray.pauseAll'),
      enabled: flows.length > 0,
      click: () => {
        for (const { flow } of flows) {
          if (isAllPaused) call('flows.resume', { id: flow.id });
          else if (flow.paused === null) call('flows.pause', { id: flow.id, reason: text('tray.pauseReason') });
        }
      },
    },
    { type: 'separator' },
    { label: text('tray.quit'), click: options.quit },
  ];
}
