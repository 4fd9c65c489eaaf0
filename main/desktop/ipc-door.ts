import type { IpcMain, WebContents, WebFrameMain } from 'electron';
import { z } from 'zod';
import type { Bridge, Result } from '../../shared/contract/bridge.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { toErrorDto } from '../../shared/errors/error-dto.ts';
import { callWithin } from '../api/call-within.ts';
import type { Clock } from '../ports/time.ts';
import { isOwnAddress } from './app-protocol.ts';

/** The names of the preload's messages; the same in preload/bridge.ts, which may not import from here. */
export const channels = {
  call: 'mlc:call',
  subscribe: 'mlc:subscribe',
  unsubscribe: 'mlc:unsubscribe',
  event: 'mlc:event',
} as const;

const id = z.number().int().positive();
const callSchema = z.tuple([z.string().max(100), z.unknown()]);
const subscribeSchema = z.tuple([id, z.object({ epoch: z.string(), sequence: z.number().int() }).strict().nullable()]);
const unsubscribeSchema = z.tuple([id]);
const mostSubscriptions = 50;

interface Sender {
  readonly senderFrame: Pick<WebFrameMain, 'url' | 'parent'> | null;
  readonly sender: Pick<WebContents, 'id' | 'send' | 'isDestroyed' | 'once'>;
}

/** The contract over Electron's messages. Only the top frame of the app's own page is heard, and only messages of the right form. */
export function openIpcDoor(ipcMain: Pick<IpcMain, 'handle' | 'on'>, app: Bridge, clock: Clock): void {
  const windows = new Map<number, Map<number, () => void>>();
  ipcMain.handle(channels.call, async (event, ...args: unknown[]): Promise<Result> => {
    const parsed = callSchema.safeParse(args);
    if (!isOwnFrame(event) || !parsed.success) {
      const details = { reason: 'it did not come from a window of the app, or has another form' };
      return { ok: false, error: toErrorDto(new AppError('APP_BAD_REQUEST', 'config', { details })) };
    }
    return callWithin(app, parsed.data[0], parsed.data[1], clock, 'window');
  });
  ipcMain.on(channels.subscribe, (event, ...args: unknown[]) => {
    const parsed = subscribeSchema.safeParse(args);
    if (!isOwnFrame(event) || !parsed.success) return;
    const [subscription, after] = parsed.data;
    const open = subscriptionsOf(windows, event.sender);
    if (open.size >= mostSubscriptions || open.has(subscription)) return;
    const { sender } = event;
    const end = app.subscribe(after, (appEvent) => {
      if (!sender.isDestroyed()) sender.send(channels.event, subscription, appEvent);
    });
    open.set(subscription, end);
  });
  ipcMain.on(channels.unsubscribe, (event, ...args: unknown[]) => {
    const parsed = unsubscribeSchema.safeParse(args);
    if (!isOwnFrame(event) || !parsed.success) return;
    const open = windows.get(event.sender.id);
    open?.get(parsed.data[0])?.();
    open?.delete(parsed.data[0]);
  });
}

/** The frame may be gone by the time that its message is heard; then nobody needs an answer. */
function isOwnFrame(event: Sender): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && isOwnAddress(frame.url);
}

/** Ends with the window, and with each page in it: a reloaded page subscribes again, with the same numbers. */
function subscriptionsOf(
  windows: Map<number, Map<number, () => void>>,
  sender: Sender['sender'],
): Map<number, () => void> {
  const known = windows.get(sender.id);
  if (known !== undefined) return known;
  const made = new Map<number, () => void>();
  windows.set(sender.id, made);
  const endAll = () => {
    for (const end of made.values()) end();
    windows.delete(sender.id);
  };
  (sender as Pick<WebContents, 'once'>).once('destroyed', endAll);
  (sender as Pick<WebContents, 'once'>).once('did-navigate', endAll);
  return made;
}
