import type { App, Session, WebContents } from 'electron';
import { isOwnAddress } from './app-protocol.ts';

/** Every permission is refused: the app needs none (Electron grants them all by default). */
export function denyPermissions(
  session: Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'>,
): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}

/** No dictionary is fetched: the moment a session has languages to check, Chromium asks Google for their dictionaries. */
export function fetchNoDictionaries(session: Pick<Session, 'setSpellCheckerLanguages'>): void {
  session.setSpellCheckerLanguages([]);
}

/** Every page that is ever made stays on the app's own pages and opens no other. */
export function guardContents(app: Pick<App, 'on'>): void {
  app.on('web-contents-created', (_event, contents) => {
    guard(contents);
  });
}

function guard(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => {
    if (!isOwnAddress(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isOwnAddress(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isOwnAddress(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
}
