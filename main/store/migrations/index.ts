import { initial } from './0001-initial.ts';
import { verifiedAt } from './0002-verified-at.ts';
import { lists } from './0003-lists.ts';
import { drafts } from './0004-drafts.ts';
import { rejectedRuns } from './0005-rejected-runs.ts';
import { installationValues } from './0006-installation-values.ts';
import { auditLists } from './0007-audit-lists.ts';
import { retention } from './0008-retention.ts';
import { messages } from './0009-messages.ts';
import { book } from './0010-book.ts';
import { messageSums } from './0011-message-sums.ts';
import { health } from './0012-health.ts';
import { decisions } from './0013-decisions.ts';
import { ruleLooks } from './0014-rule-looks.ts';
import { messageProblems } from './0015-message-problems.ts';
import { flowCalendar } from './0016-flow-calendar.ts';
import { auditActors } from './0017-audit-actors.ts';
import { resyncs } from './0018-resyncs.ts';
import { replays } from './0019-replays.ts';
import { tieOuts } from './0020-tie-outs.ts';
import { alerts } from './0021-alerts.ts';
import { signOffs } from './0022-sign-offs.ts';
import { bookNotes } from './0023-book-notes.ts';
import { messageContents } from './0024-message-contents.ts';
import { messageReasonCodes } from './0025-message-reasons.ts';
import { waitingReaders } from './0026-waiting-readers.ts';
import { batchTargets } from './0027-batch-targets.ts';
import { alertSnoozes } from './0028-alert-snoozes.ts';
import { askedGone } from './0029-asked-gone.ts';
import { webhooks } from './0030-webhooks.ts';
import { writeBacks } from './0031-write-backs.ts';
import { oldRuns } from './0032-old-runs.ts';
import { held } from './0033-held.ts';
import { secretExpiries } from './0034-secret-expiries.ts';
import { unfinishedSignOffs } from './0035-unfinished-sign-offs.ts';
import { eventsRungAgain } from './0036-events-rung-again.ts';

/** All formats of the data file in order; the n-th makes format n. A landed migration is never edited. */
export const migrations: readonly string[] = [
  initial,
  verifiedAt,
  lists,
  drafts,
  rejectedRuns,
  installationValues,
  auditLists,
  retention,
  messages,
  book,
  messageSums,
  health,
  decisions,
  ruleLooks,
  messageProblems,
  flowCalendar,
  auditActors,
  resyncs,
  replays,
  tieOuts,
  alerts,
  signOffs,
  bookNotes,
  messageContents,
  messageReasonCodes,
  waitingReaders,
  batchTargets,
  alertSnoozes,
  askedGone,
  webhooks,
  writeBacks,
  oldRuns,
  held,
  secretExpiries,
  unfinishedSignOffs,
  eventsRungAgain,
];
