import { alertTexts } from './en/alerts.ts';
import { auditTexts } from './en/audit.ts';
import { calendarTexts } from './en/calendar.ts';
import { connectTexts } from './en/connect.ts';
import { dateTexts } from './en/dates.ts';
import { diagnosticsTexts } from './en/diagnostics.ts';
import { proofTexts } from './en/proof.ts';
import { evidenceTexts } from './en/evidence.ts';
import { handoverTexts } from './en/handover.ts';
import { homeTexts } from './en/home.ts';
import { backupTexts } from './en/backup.ts';
import { installationTexts } from './en/installation.ts';
import { mappingTexts } from './en/mapping.ts';
import { gridTexts } from './en/grid.ts';
import { messageTexts } from './en/messages.ts';
import { ruleTexts } from './en/rules.ts';
import { networkTexts } from './en/network.ts';
import { paletteTexts } from './en/palette.ts';
import { recordTexts } from './en/records.ts';
import { heldTexts } from './en/held.ts';
import { rejectedTexts } from './en/rejected.ts';
import { replayTexts } from './en/replay.ts';
import { resyncTexts } from './en/resync.ts';
import { writeBackTexts } from './en/write-back.ts';
import { webhookTexts } from './en/webhooks.ts';
import { retentionTexts } from './en/retention.ts';
import { runTexts } from './en/runs.ts';
import { screenTexts } from './en/screens.ts';
import { signInTexts } from './en/sign-in.ts';
import { settingsTexts } from './en/settings.ts';

/** Every text of the screens, in English. ICU message syntax. One file for each area, mirrored in nl/. */
export const en = {
  ...screenTexts,
  ...alertTexts,
  ...auditTexts,
  ...evidenceTexts,
  ...calendarTexts,
  ...proofTexts,
  ...connectTexts,
  ...dateTexts,
  ...homeTexts,
  ...gridTexts,
  ...mappingTexts,
  ...handoverTexts,
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
} as const;
