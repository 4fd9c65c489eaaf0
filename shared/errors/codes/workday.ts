import type { ErrorTexts } from '../error-text.ts';

const kept = 'Nothing is lost: the window is read again by the next run.';

/** Errors of the workday area. */
export const workdayErrors = {
  WORKDAY_SETTING_INVALID: {
    kind: 'config',
    text: 'The setting “{field}” of the Workday connection cannot be used: {reason}.',
    effect: 'Nothing was sent.',
    next: 'Open the connection, correct the field and run the check.',
  },
  WORKDAY_AUTH_INVALID: {
    kind: 'auth',
    text: 'Workday refused the sign-in of {user}.',
    effect: 'Nothing was read. It is not tried again by itself, so that the account is not locked.',
    next: 'Check user name, tenant and password of the integration system user, and that its password has not expired; then run the check.',
  },
  WORKDAY_TOKEN_REFUSED: {
    kind: 'auth',
    text: 'Workday refused the OAuth client or its refresh token ({reason}).',
    effect: 'Nothing was read. It is not tried again by itself.',
    next: 'In Workday, open Manage Refresh Tokens for Integrations for the API client, generate a new refresh token, and enter it in the connection. Each connection needs a token of its own.',
  },
  WORKDAY_NOT_AUTHORIZED: {
    kind: 'permission',
    text: 'The Workday user is not authorized for {operation}.',
    effect: 'Only this stream is paused; the others go on.',
    next: 'Ask the Workday administrator to grant the user’s security group Get access to the domain “{domain}”, and to run Activate Pending Security Policy Changes.',
  },
  WORKDAY_WRONG_SERVICE: {
    kind: 'config',
    text: 'Workday does not offer {operation} in {service} {version}.',
    effect: 'Only this stream is affected.',
    next: 'Check the version of the connection. If Workday has moved the operation, name its service under “Operations”.',
  },
  WORKDAY_REQUEST_REFUSED: {
    kind: 'config',
    text: 'Workday refused the request {operation}: {reason}.',
    effect: 'Nothing was read by it, and it is not repeated as it is.',
    next: 'Correct the setting that the message names (a status or another id may be unknown to this tenant), then run again.',
  },
  WORKDAY_PROCESSING_FAILED: {
    kind: 'transient',
    text: 'Workday could not process {operation} just now ({reason}).',
    effect: kept,
    next: 'Nothing to do; it is tried again. If it lasts, save the support bundle (Settings, Diagnostics) and ask the Workday administrator.',
  },
  WORKDAY_UNAVAILABLE: {
    kind: 'transient',
    text: 'Workday answered {operation} with an error of its own (status {status}).',
    effect: kept,
    next: 'Nothing to do; it is tried again. Workday may be overloaded or in its weekly service update.',
  },
  WORKDAY_ANSWER_UNREADABLE: {
    kind: 'transient',
    text: 'The answer of Workday to {operation} could not be read: {reason}.',
    effect: kept,
    next: 'It is tried again. If it keeps happening, choose a smaller page size, and ask IT whether something changes answers on the way.',
  },
  WORKDAY_ANSWER_REFUSED: {
    kind: 'config',
    text: 'The answer of Workday to {operation} was not read: {reason}.',
    effect: 'Nothing of it was used.',
    next: 'If it is too large, choose a smaller page size in the connection. Otherwise save the support bundle (Settings, Diagnostics) and send it to support.',
  },
  WORKDAY_COUNT_DIFFERS: {
    kind: 'transient',
    text: 'Workday announced {announced} records of {operation}, but sent {read}.',
    effect: 'The cursor was not moved, so nothing can be missed.',
    next: 'The window is read again at the next run. If it stays different, check the permissions of the user.',
  },
  WORKDAY_STREAM_UNKNOWN: {
    kind: 'config',
    text: 'Workday has no stream “{stream}”.',
    effect: 'Nothing was read.',
    next: 'Open the flow and choose its streams again.',
  },
} as const satisfies ErrorTexts;
