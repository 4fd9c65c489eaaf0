import type { ErrorTexts } from '../error-text.ts';

/** Errors of the app around the engine: contract, hosts, files, configuration. */
export const appErrors = {
  APP_INTERNAL: {
    kind: 'internal',
    text: 'Something went wrong inside ml-connector.',
    effect: 'Records that are already staged stay staged; nothing is lost.',
    next: 'Try again. If it happens again, save the support bundle (Settings, Diagnostics) and send it to support.',
  },
  APP_CANCELLED: { kind: 'cancelled', text: 'The action was cancelled.', next: 'Start it again when it suits.' },
  APP_BAD_REQUEST: {
    kind: 'config',
    text: 'The request was not understood: {reason}.',
    next: 'Correct the field named and try again.',
  },
  APP_NOT_FOUND: { kind: 'config', text: 'There is no {what} “{id}”.', next: 'Refresh the list and choose again.' },
  APP_UNKNOWN_METHOD: {
    kind: 'internal',
    text: 'This window asked for something that the running engine does not know ({method}).',
    next: 'Close every window of ml-connector and start it again, so that all parts have the same version.',
  },
  APP_ENGINE_GONE: {
    kind: 'transient',
    text: 'The engine stopped while it was answering.',
    effect: 'Staged records are kept; an interrupted run continues after the restart.',
    next: 'Wait for the engine to restart. If it does not, start the app again.',
  },
  APP_WINDOW_CLOSED: {
    kind: 'config',
    text: 'This window is no longer connected to ml-connector.',
    effect: 'Nothing was changed; runs go on without it.',
    next: 'Close this tab and start ml-connector again: it opens a new window onto the same data.',
  },
  APP_FAULT: {
    kind: 'internal',
    text: 'ml-connector met an error that it cannot go on from.',
    effect: 'Staged records are kept; an interrupted run continues after the next start.',
    next: 'Start it again. If it happens again, save the support bundle (Settings, Diagnostics) and send it to support.',
  },
  APP_WINDOW_ENDED: {
    kind: 'internal',
    text: 'The window stopped several times within a minute.',
    effect: 'Runs go on without it, and nothing is lost.',
    next: 'Load it again. If it stops again, restart the computer, then save the support bundle (Settings, Diagnostics) and send it to support.',
  },
  APP_WINDOW_HANGS: {
    kind: 'internal',
    text: 'The window does not answer.',
    effect: 'Runs go on without it, and nothing is lost except what was typed and not saved.',
    next: 'Wait a little longer, or load the window again.',
  },
  APP_TIMEOUT: {
    kind: 'transient',
    text: 'The engine did not answer within {seconds} seconds.',
    next: 'Try again; if it happens again, restart the app.',
  },
  APP_PRACTICE_FAILED: {
    kind: 'internal',
    text: 'The practice systems could not do this: {reason}.',
    next: 'Stop the practice systems and start them again.',
  },
  APP_INSTANCE_SILENT: {
    kind: 'config',
    text: 'ml-connector is already running on the data folder {folder}, but it does not answer.',
    effect: 'Nothing was started, so that no two of them sync at once.',
    next: 'Close the other ml-connector (or end it in the task manager) and start again.',
  },
  APP_LINK_REFUSED: {
    kind: 'config',
    text: 'The address {host} is not opened from here.',
    next: 'Type it into the browser yourself if you trust it.',
  },
  APP_LINK_NOT_OPENED: {
    kind: 'transient',
    text: 'The browser could not be opened.',
    next: 'Copy the address into a browser yourself.',
  },
  APP_STORE_READ_ONLY: {
    kind: 'config',
    text: 'The data file is open for reading only: {reason}.',
    effect: 'Nothing is changed and nothing is synced.',
    next: 'Export what is needed, then follow “Data file cannot be opened” in the runbook.',
  },
} as const satisfies ErrorTexts;
