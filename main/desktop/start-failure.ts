import type { App, Dialog } from 'electron';
import { toErrorDto } from '../../shared/errors/error-dto.ts';
import { errorIn } from '../../shared/errors/error-language.ts';
import { languageOf } from '../../shared/model/settings.ts';

/** A start that fails says why in a box of its own and ends with 1: there is no window yet that could say it. */
export async function failToStart(
  electron: {
    readonly app: Pick<App, 'whenReady' | 'exit' | 'getLocale'>;
    readonly dialog: Pick<Dialog, 'showErrorBox'>;
  },
  error: unknown,
): Promise<void> {
  // Before it is ready, Electron can show no box on Linux.
  await electron.app.whenReady();
  const { text, effect, next } = errorIn(languageOf('system', electron.app.getLocale()), toErrorDto(error));
  electron.dialog.showErrorBox(text, [effect, next].filter((part) => part !== undefined).join('\n'));
  electron.app.exit(1);
}
