import { appErrors } from './codes/app.ts';
import { cliErrors } from './codes/cli.ts';
import { databricksErrors } from './codes/databricks.ts';
import { engineErrors } from './codes/engine.ts';
import { evidenceErrors } from './codes/evidence.ts';
import { httpErrors } from './codes/http.ts';
import { messageErrors } from './codes/messages.ts';
import { proofErrors } from './codes/proof.ts';
import { recordErrors } from './codes/record.ts';
import { resyncErrors } from './codes/resync.ts';
import { replayErrors } from './codes/replay.ts';
import { installationErrors } from './codes/installation.ts';
import { slackErrors } from './codes/slack.ts';
import { storeErrors } from './codes/store.ts';
import { vaultErrors } from './codes/vault.ts';
import { workdayErrors } from './codes/workday.ts';
import type { ErrorText, ErrorTexts } from './error-text.ts';

/** Every code of the app, by area. A code is never reused for another meaning. */
export const errorTexts: ErrorTexts = {
  ...appErrors,
  ...cliErrors,
  ...engineErrors,
  ...evidenceErrors,
  ...replayErrors,
  ...messageErrors,
  ...proofErrors,
  ...recordErrors,
  ...resyncErrors,
  ...storeErrors,
  ...httpErrors,
  ...vaultErrors,
  ...workdayErrors,
  ...databricksErrors,
  ...slackErrors,
  ...installationErrors,
};

/** The text of a code; an unknown code gets the text of APP_INTERNAL. */
export function errorText(code: string): ErrorText {
  return errorTexts[code] ?? appErrors['APP_INTERNAL'];
}
