import { allocationErrors } from './codes/allocation.ts';
import { appErrors } from './codes/app.ts';
import { cliErrors } from './codes/cli.ts';
import { databricksErrors } from './codes/databricks.ts';
import { engineErrors } from './codes/engine.ts';
import { exactErrors } from './codes/exact.ts';
import { evidenceErrors } from './codes/evidence.ts';
import { heldErrors } from './codes/held.ts';
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
import { writeBackErrors } from './codes/write-back.ts';
import { webhookErrors } from './codes/webhooks.ts';
import { workdayErrors } from './codes/workday.ts';
import type { ErrorText, ErrorTexts } from './error-text.ts';

/** Every code of the app, by area. A code is never reused for another meaning. */
export const errorTexts: ErrorTexts = {
  ...appErrors,
  ...cliErrors,
  ...engineErrors,
  ...evidenceErrors,
  ...replayErrors,
  ...writeBackErrors,
  ...messageErrors,
  ...proofErrors,
  ...recordErrors,
  ...resyncErrors,
  ...heldErrors,
  ...storeErrors,
  ...httpErrors,
  ...vaultErrors,
  ...webhookErrors,
  ...workdayErrors,
  ...databricksErrors,
  ...exactErrors,
  ...allocationErrors,
  ...slackErrors,
  ...installationErrors,
};

/** The text of a code; an unknown code gets the text of APP_INTERNAL. */
export function errorText(code: string): ErrorText {
  return errorTexts[code] ?? appErrors['APP_INTERNAL'];
}
