import type { BrowserWindow, Dialog, MessageBoxOptions } from 'electron';
import { AppError } from '../../shared/errors/app-error.ts';
import { toErrorDto } from '../../shared/errors/error-dto.ts';
import { errorIn } from '../../shared/errors/error-language.ts';
import type { Language } from '../../shared/model/settings.ts';
import { desktopText, type DesktopTextId } from './texts.ts';

export interface AskOptions {
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  /** The box belongs to it; null before there is one. */
  readonly window: BrowserWindow | null;
  readonly language: Language;
  readonly buttons: readonly [DesktopTextId, DesktopTextId];
  /** Takes the question back. */
  readonly signal?: AbortSignal;
}

/** Tells of an error in a box of the system and asks what to do. The number of the button; 0 if the box was closed. */
export async function askPerson(
  code: 'APP_WINDOW_ENDED' | 'APP_WINDOW_HANGS' | 'APP_FAULT',
  options: AskOptions,
): Promise<number> {
  const { text, effect, next } = errorIn(options.language, toErrorDto(new AppError(code, 'internal')));
  const say = desktopText(options.language);
  const box: MessageBoxOptions = {
    type: 'warning',
    title: 'ml-connector',
    message: text,
    detail: [effect, next].filter((part) => part !== undefined).join('\n'),
    buttons: options.buttons.map((id) => say(id)),
    defaultId: 0,
    cancelId: 0,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  };
  const { dialog, window } = options;
  return (await (window === null ? dialog.showMessageBox(box) : dialog.showMessageBox(window, box))).response;
}
