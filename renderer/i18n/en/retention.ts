/** Texts of the retention time: Settings → Retention, and where something was removed. */
export const retentionTexts = {
  'retention.title': 'Retention',
  'retention.intro':
    'How long this computer keeps details of work that is finished. After that they are removed for good.',
  'retention.keep': 'Keep details of finished work',
  'retention.keepHelp':
    'Counted from the day a batch was acknowledged, a rejected record was closed, a message was done with or a run ended. Seven and ten years begin at the end of that calendar year, as legal retention periods usually do.',
  'retention.keep.90-days': 'For 90 days',
  'retention.keep.1-year': 'For 1 year',
  'retention.keep.2-years': 'For 2 years',
  'retention.keep.7-years': 'For 7 years',
  'retention.keep.10-years': 'For 10 years',
  'retention.keep.for-ever': 'For ever',
  'retention.goes': 'Removed after that',
  'retention.goes.contents':
    'The contents of delivered batches, and with them the versions of records that are kept here',
  'retention.goes.sources': 'The source record of rejected records that are closed',
  'retention.goes.requests': 'The request log of runs, and closed log files',
  'retention.goes.messages': 'What messages to Slack said, and the facts they were made from',
  'retention.goes.runs':
    'Runs with their streams, control totals and batches, but the newest 100 of each flow; what they moved is added to the sums of their month',
  'retention.goes.over': 'Rejected records that are closed, alerts that are over, and ranges that were read again',
  'retention.stays': 'Never removed by this',
  'retention.stays.trail': 'The audit trail, which has a time of its own below and tells of each run how it went',
  'retention.stays.months':
    'For each flow and month: how many runs there were, their counts and sums, and a hash of them',
  'retention.stays.proof': 'Periods that were signed off, with their evidence, and tie-outs',
  'retention.stays.known': 'What is known of each record: key, hash and sums, which decide what is unchanged',
  'retention.stays.messages':
    'Which message was posted when, where and by which rule, and what decides whether it is told again',
  'retention.stays.open': 'Batches that are not acknowledged, and rejected records that are open',
  'retention.stays.webhooks':
    'Events of webhooks, which have a time of their own: {days, plural, one {# day} other {# days}}.',
  'retention.webhooksChange': 'Change it under Webhooks',
  'retention.stays.setup': 'Connections and flows, and anything at the destination',
  'retention.effect': 'Would go now',
  'retention.effectBefore': 'Of work finished before {date}:',
  'retention.effectNothing': 'Nothing. All that is kept was finished after {date}.',
  'retention.effectForEver': 'Nothing, now or later.',
  'retention.effectReadOnly': 'Nothing: the data file is open for reading only.',
  'retention.batches':
    'Contents of {batches, plural, one {# batch} other {# batches}} with {versions, plural, one {# version of a record} other {# versions of records}}',
  'retention.rejected': '{count, plural, one {# source record} other {# source records}} of closed rejections',
  'retention.requests': '{count, plural, one {# request} other {# requests}} of runs',
  'retention.messages': '{count, plural, one {What # message said} other {What # messages said}}',
  'retention.runs': '{count, plural, one {# run} other {# runs}}, added to the sums of their months',
  'retention.entries': '{count, plural, one {# closed rejection} other {# closed rejections}}',
  'retention.alerts': '{count, plural, one {# alert that is} other {# alerts that are}} over',
  'retention.logFiles': '{count, plural, one {# log file} other {# log files}}',
  'retention.size': '{size} in all',
  'retention.last': 'Last looked',
  'retention.lastKept': 'everything is kept',
  'retention.lastNothing': 'nothing was old enough',
  'retention.lastNever': 'Not yet. The first look is a minute after the start, then once a day.',
  'retention.lastRemoval': 'Last removed',
  'retention.save': 'Save retention',
  'retention.saved': 'Saved. It holds from now on.',
  'retention.confirmTitle': 'Keep details for a shorter time?',
  'retention.confirmText':
    'Until now: {before}. From now on: {keep}. What is older is removed from this computer now, and cannot be brought back:',
  'retention.confirmNothing':
    'Until now: {before}. From now on: {keep}. Nothing is that old yet; when it is, it is removed from this computer and cannot be brought back.',
  'retention.confirm': 'Remove and save',
  'retention.confirmSave': 'Save',
  'retention.confirmKeep': 'Keep as it is',
  'retention.recordVersions':
    '{count, plural, one {# version was removed after the retention time, on {date}.} other {# versions were removed after the retention time, the last on {date}.}}',
  'retention.recordFirst': 'The oldest version that is kept. What came before it was removed after the retention time.',
  'retention.recordLanded':
    'What was delivered of this record was removed from this computer on {date}, after the retention time. At the destination it is unchanged.',
  'retention.recordCompare':
    'There is nothing left here to compare with: what was delivered was removed on {date}, after the retention time. The next run that reads the record still tells whether it changed.',
  'retention.source': 'The source record was removed on {date}, after the retention time.',
  'retention.batchContents': 'Contents',
  'retention.batchKept': 'Kept',
  'retention.batchRemoved': 'Removed {date}',
  'retention.batchNote':
    'Contents of batches of this run were removed after the retention time. Those batches cannot be sent again; a new run reads the records from the source.',
  'retention.message':
    'What this message said was removed from this computer on {date}, after the retention time. In Slack it stands as it was posted.',
  'oldRuns.title': 'Older runs',
  'oldRuns.intro':
    'Details of these runs were removed after the retention time. This is what is left of each month; the audit trail still tells of single runs, as long as it is kept.',
  'oldRuns.back': 'Runs',
  'oldRuns.none': 'No run was removed after the retention time.',
  'oldRuns.count': '{count, plural, one {# run} other {# runs}}',
  'oldRuns.period': 'From and to',
  'oldRuns.states': 'How they ended',
  'oldRuns.removed': 'Details removed',
  'oldRuns.hash': 'Hash of the runs',
  'oldRuns.copyHash': 'Copy the hash',
  'oldRuns.unreconciled': 'Not reconciled',
  'oldRuns.streamsOf': 'Streams of {month}',
  'oldRuns.sumsOf': 'Sums of {month}',
  'oldRuns.runRemoved':
    'Details of this run were removed from this computer on {date}, after the retention time. What follows is what the audit trail tells of it.',
  'oldRuns.runRemovedOnce':
    'Details of this run were removed from this computer after the retention time. What follows is what the audit trail tells of it.',
  'oldRuns.toTrail': 'Its entries in the audit trail',
  'oldRuns.toMonths': 'Older runs by month',
  'retention.runRequests': 'The requests of this run were removed after the retention time.',
  'trail.title': 'Keeping the audit trail',
  'trail.intro':
    'The trail is what proves everything else. Kept for ever unless you choose otherwise; its oldest entries then go for good, and a sealed note with their number and hash takes their place.',
  'trail.keep': 'Keep the audit trail',
  'trail.save': 'Save the time of the trail',
  'trail.effectNone': 'Nothing of it is ever removed.',
  'trail.effect':
    '{count, plural, =0 {No entry is} one {# entry is} other {# entries are}} from before {date}, and would go now.',
  'trail.waits':
    'Entries are due to be removed. That waits until the vault is open, since the note in their place is sealed with its key.',
  'trail.confirmTitle': 'Keep less of the audit trail?',
  'trail.confirmText':
    'What goes cannot be brought back, and can no longer prove anything. Export it first, or make evidence packs of the periods it covers.',
  'trail.confirm': 'Remove them for good',
} as const;
