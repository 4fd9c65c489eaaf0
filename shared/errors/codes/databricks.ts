import type { ErrorTexts } from '../error-text.ts';

/** Errors of the databricks area. */
export const databricksErrors = {
  DATABRICKS_SETTING_INVALID: {
    kind: 'config',
    text: 'The setting “{field}” of the Databricks connection cannot be used: {reason}.',
    effect: 'Nothing was sent.',
    next: 'Open the connection, correct the field and run the check.',
  },
  DATABRICKS_LOGIN_REFUSED: {
    kind: 'auth',
    text: 'Databricks refused the sign-in of the service principal ({reason}).',
    effect: 'Nothing was written; staged records wait.',
    next: 'Check the client id and make a new OAuth secret for the service principal, then enter it in the connection.',
  },
  DATABRICKS_TOKEN_REFUSED: {
    kind: 'auth',
    text: 'Databricks no longer accepts the access token ({reason}).',
    effect: 'Nothing was written; staged records wait.',
    next: 'Enter a new token or OAuth secret in the connection and run the check.',
  },
  DATABRICKS_PERMISSION_MISSING: {
    kind: 'permission',
    text: 'The Databricks account is not allowed to do this: {reason}.',
    effect: 'Nothing was written by the refused step; staged records wait.',
    next: 'Ask the Databricks administrator to grant what the connection’s page lists, then run the check.',
  },
  DATABRICKS_NOT_FOUND: {
    kind: 'config',
    text: 'Databricks does not know {what}.',
    effect: 'Nothing was written.',
    next: 'Choose an existing one in the connection, or ask the administrator to make it and to let the account see it.',
  },
  DATABRICKS_OBJECT_MISSING: {
    kind: 'config',
    text: 'A table, schema or volume that the stream needs is not there ({reason}).',
    effect: 'Nothing was written by the refused step; staged records wait.',
    next: 'Start the flow again: it plans the tables first and makes what is missing. If it stays, check who removes it.',
  },
  DATABRICKS_WAREHOUSE_UNUSABLE: {
    kind: 'config',
    text: 'The SQL warehouse “{warehouse}” cannot be used: {reason}.',
    effect: 'Nothing was written; staged records wait.',
    next: 'Open the warehouse in Databricks under SQL Warehouses and correct what it shows, or choose another one.',
  },
  DATABRICKS_BUSY: {
    kind: 'transient',
    text: 'Databricks could not do it just now ({reason}).',
    effect: 'Staged records wait and are sent again.',
    next: 'Nothing to do; it is tried again by itself.',
  },
  DATABRICKS_CONFLICT: {
    kind: 'transient',
    text: 'Somebody else was writing to the same table ({reason}).',
    effect: 'Staged records wait and are sent again.',
    next: 'Nothing to do. If it happens often, keep other jobs away from the table while the flow runs.',
  },
  DATABRICKS_STATEMENT_TOO_SLOW: {
    kind: 'transient',
    text: 'A statement was still running after {minutes} minutes and was cancelled.',
    effect: 'A cancelled statement writes nothing; staged records wait.',
    next: 'Use a larger warehouse, or run while it is less busy.',
  },
  DATABRICKS_STATEMENT_CANCELLED: {
    kind: 'transient',
    text: 'The statement was cancelled in Databricks.',
    effect: 'A cancelled statement writes nothing; staged records wait.',
    next: 'If nobody meant to cancel it, start the flow again.',
  },
  DATABRICKS_STATEMENT_REFUSED: {
    kind: 'internal',
    text: 'Databricks did not understand a statement of ml-connector ({reason}).',
    effect: 'Nothing was written by it; staged records wait.',
    next: 'Save the support bundle (Settings, Diagnostics) and send it to support.',
  },
  DATABRICKS_DATA_REFUSED: {
    kind: 'record',
    text: 'Databricks refused the data ({reason}).',
    effect: 'Nothing was written by the refused statement.',
    next: 'See the rejected records for the documents and reasons.',
  },
  DATABRICKS_ANSWER_UNREADABLE: {
    kind: 'transient',
    text: 'The answer of Databricks could not be read ({reason}).',
    effect: 'Staged records wait and are sent again; nothing is written twice.',
    next: 'Try again. If it happens again, check whether something between here and Databricks changes answers.',
  },
  DATABRICKS_RESULT_INCOMPLETE: {
    kind: 'internal',
    text: 'Databricks cut a result off before its end.',
    effect: 'It was not used, so that nothing is taken for complete that is not.',
    next: 'Save the support bundle (Settings, Diagnostics) and send it to support.',
  },
  DATABRICKS_PLAN_CONFLICT: {
    kind: 'config',
    text: '{object}: {reason}',
    effect: 'No table was changed.',
    next: '{next}',
  },
  DATABRICKS_BATCH_INVALID: {
    kind: 'internal',
    text: 'A batch cannot be delivered as it is: {reason}.',
    effect: 'It was not sent.',
    next: 'Save the support bundle (Settings, Diagnostics) and send it to support.',
  },
  DATABRICKS_COMPLETION_MISSING: {
    kind: 'transient',
    text: 'The batch was written, but its completion row cannot be read back.',
    effect: 'The batch is not counted as delivered; it is sent again, which changes nothing that is there.',
    next: 'Nothing to do; if it happens again, check who changes the table _mlc_batches.',
  },
} as const satisfies ErrorTexts;
