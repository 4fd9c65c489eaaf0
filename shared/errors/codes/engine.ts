import type { ErrorTexts } from '../error-text.ts';

/** Errors of the engine: runs, windows, totals. */
export const engineErrors = {
  RECORD_NOT_DELIVERED: {
    kind: 'config',
    text: 'No version of {label} has been delivered, so there is nothing to compare with.',
    effect: 'Nothing was asked and nothing was written.',
    next: 'Start a run of its flow. If the record is rejected, correct what its reasons name first.',
  },
  BATCH_CONTENTS_REMOVED: {
    kind: 'config',
    text: 'What this batch carried was removed from this computer on {date}, after the retention time.',
    effect: 'It cannot be compared or sent again. What was delivered is at the destination as before.',
    next: 'To compare or deliver anew, have the records read from the source again. Settings → Retention says how long details are kept.',
  },
  RUN_REMOVED: {
    kind: 'config',
    text: 'The details of run {id} were removed from this computer on {date}, after the retention time.',
    effect:
      'What it delivered is at the destination as before. It cannot be replayed, and no evidence pack of it can be made any more.',
    next: 'Its counts are still in the audit trail: search Audit for the run’s id. Runs → Older runs has the sums of its month.',
  },
  AUDIT_RETENTION_WOULD_REMOVE: {
    kind: 'config',
    text: 'The file keeps the audit trail for a shorter time ({keep}) than is kept here ({kept}), and older entries would be removed for good.',
    effect: 'Nothing was imported and nothing was removed.',
    next: 'Choose the shorter time in Settings → Retention, where you see what would go, or take “auditRetention” out of the file. Then import again.',
  },
  RETENTION_WOULD_REMOVE: {
    kind: 'config',
    text: 'The file keeps details of finished work for a shorter time ({keep}) than is kept here ({kept}), and older ones would be removed for good.',
    effect: 'Nothing was imported and nothing was removed.',
    next: 'Choose the shorter time in Settings → Retention, where you see what would go, or take “retention” out of the file. Then import again.',
  },
  ENGINE_NUMBERS_DO_NOT_ADD_UP: {
    kind: 'internal',
    text: 'The numbers of {stream} do not add up: read {read}, accounted for {accounted}.',
    effect: 'The run is failed; what was delivered stays delivered.',
    next: 'Start the run again. If it fails the same way, save the support bundle (Settings, Diagnostics) and send it to support.',
  },
  ENGINE_TOTALS_DIFFER: {
    kind: 'record',
    text: 'The control totals of {stream} differ between source and destination ({difference}).',
    effect: 'The run is failed, and every record of the stream is compared anew next time.',
    next: 'Start the run again: it compares every record with what landed and repairs the difference.',
  },
  ENGINE_ANNOUNCED_COUNT_DIFFERS: {
    kind: 'transient',
    text: 'The source announced {announced} {stream}, but {read} were read.',
    effect: 'The cursor was not moved, so nothing can be missed.',
    next: 'The window is read again at the next run. If it stays different, check the permissions of the account.',
  },
  ENGINE_BATCH_REPEATS_DOCUMENT: {
    kind: 'internal',
    text: 'A batch has the same record twice.',
    effect: 'Nothing of the batch was taken up.',
    next: 'Start the run again. If it fails the same way, save the support bundle (Settings, Diagnostics) and send it to support.',
  },
  ENGINE_WINDOW_MOVED: {
    kind: 'transient',
    text: 'The source changed its totals while {stream} was being read.',
    effect: 'The window is read again from its first page.',
    next: 'Nothing to do; if it keeps happening, run outside busy hours.',
  },
  ENGINE_RUN_IN_PROGRESS: {
    kind: 'config',
    text: 'A run of “{flow}” is already under way.',
    next: 'Wait for it to end, or cancel it first.',
  },
  ENGINE_FLOW_PAUSED: {
    kind: 'config',
    text: '“{flow}” is paused: {reason}.',
    next: 'Correct the cause, then press Resume.',
  },
  ENGINE_FLOW_FROZEN: {
    kind: 'config',
    text: '“{flow}” is frozen (“{freeze}”) until {until}.',
    effect: 'No run was started.',
    next: 'Wait for the end of the freeze, or start the run by hand and confirm it. From the command line: sync --during-freeze.',
  },
  ENGINE_INTERRUPTED: {
    kind: 'transient',
    text: 'The app stopped while this run was under way.',
    effect: 'Everything staged before the stop is kept and is delivered by the next run.',
    next: 'Start the flow again, or wait for its schedule.',
  },
  ENGINE_MAPPING_INVALID: {
    kind: 'config',
    text: 'The mapping of {stream} cannot be used: {reason}.',
    effect: 'Nothing was read and nothing was written.',
    next: 'Open the mapping, correct the column named and save.',
  },
  ENGINE_OUTCOME_UNKNOWN: {
    kind: 'transient',
    text: 'The destination has not said what became of {documents} records of batch {batch}.',
    effect: 'They stay in the outbox; nothing is counted as delivered.',
    next: 'The next run asks the destination again before anything is repeated.',
  },
  ENGINE_REPORT_INCOMPLETE: {
    kind: 'internal',
    text: 'The answer about batch {batch} does not cover each of its records exactly once.',
    effect: 'The batch stays in the outbox; nothing is counted as delivered.',
    next: 'Save the support bundle (Settings, Diagnostics) and send it to support.',
  },
  ENGINE_PRACTICE_ADDRESS: {
    kind: 'config',
    text: 'The practice connection “{connection}” has an address outside this computer ({setting}).',
    effect: 'Nothing was sent.',
    next: 'Remove the practice systems and start them again. For a real system, make a connection of its own.',
  },
} as const satisfies ErrorTexts;
