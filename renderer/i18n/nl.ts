import { alertTexts } from './nl/alerts.ts';
import type { en } from './en.ts';
import { auditTexts } from './nl/audit.ts';
import { calendarTexts } from './nl/calendar.ts';
import { connectTexts } from './nl/connect.ts';
import { dateTexts } from './nl/dates.ts';
import { gridTexts } from './nl/grid.ts';
import { messageTexts } from './nl/messages.ts';
import { ruleTexts } from './nl/rules.ts';
import { diagnosticsTexts } from './nl/diagnostics.ts';
import { proofTexts } from './nl/proof.ts';
import { evidenceTexts } from './nl/evidence.ts';
import { handoverTexts } from './nl/handover.ts';
import { homeTexts } from './nl/home.ts';
import { backupTexts } from './nl/backup.ts';
import { installationTexts } from './nl/installation.ts';
import { mappingTexts } from './nl/mapping.ts';
import { networkTexts } from './nl/network.ts';
import { paletteTexts } from './nl/palette.ts';
import { recordTexts } from './nl/records.ts';
import { heldTexts } from './nl/held.ts';
import { rejectedTexts } from './nl/rejected.ts';
import { replayTexts } from './nl/replay.ts';
import { resyncTexts } from './nl/resync.ts';
import { writeBackTexts } from './nl/write-back.ts';
import { webhookTexts } from './nl/webhooks.ts';
import { retentionTexts } from './nl/retention.ts';
import { runTexts } from './nl/runs.ts';
import { screenTexts } from './nl/screens.ts';
import { signInTexts } from './nl/sign-in.ts';
import { settingsTexts } from './nl/settings.ts';

/** Every text of the screens, in Dutch. A key that en.ts has and this does not is an error of types; words: docs/words.md. */
export const nl: Readonly<Record<keyof typeof en, string>> = {
  ...screenTexts,
  ...alertTexts,
  ...auditTexts,
  ...evidenceTexts,
  ...calendarTexts,
  ...proofTexts,
  ...connectTexts,
  ...dateTexts,
  ...homeTexts,
  ...mappingTexts,
  ...handoverTexts,
  ...gridTexts,
  ...runTexts,
  ...paletteTexts,
  ...recordTexts,
  ...heldTexts,
  ...rejectedTexts,
  ...replayTexts,
  ...messageTexts,
  ...ruleTexts,
  ...networkTexts,
  ...resyncTexts,
  ...writeBackTexts,
  ...webhookTexts,
  ...retentionTexts,
  ...backupTexts,
  ...installationTexts,
  ...settingsTexts,
  ...signInTexts,
  ...diagnosticsTexts,
};
