import type { Bridge } from '../../shared/contract/bridge.ts';
import { errorIn } from '../../shared/errors/error-language.ts';
import type { Language } from '../../shared/model/settings.ts';
import type { NotificationParts } from './notifications.ts';

export interface AnswerOptions {
  readonly electron: NotificationParts;
  readonly app: Pick<Bridge, 'call'>;
  language(): Language;
  /** Brings the window to the front, on this route. */
  openAt(route: string): void;
}

/** Calls the app for the tray: what it refuses is said beside the tray, where no window tells it. */
export type TrayCall = (method: string, input: unknown) => Promise<void>;

/**
 * Does what was chosen in the tray. A refusal is said at once and always, since it answers a click: why, and what to do, in the texts of the
 * error, which never carry secrets or payloads. A click on it opens the window, where a run during a freeze can be confirmed; where the
 * desktop shows no notifications, the window opens by itself. Never rejects.
 */
export function answerTray({ electron, app, language, openAt }: AnswerOptions): TrayCall {
  const { Notification } = electron;
  return async (method, input) => {
    const answer = await app.call(method, input);
    if (answer.ok) return;
    if (!Notification.isSupported()) {
      openAt('/');
      return;
    }
    const { text, next } = errorIn(language(), answer.error);
    const note = new Notification({ title: text, body: next });
    note.on('click', () => {
      openAt('/');
    });
    note.show();
  };
}
