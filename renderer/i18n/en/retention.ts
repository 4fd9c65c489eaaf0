/** Texts of the retention time: Settings → Retention, and where something was removed. */
export const retentionTexts = {
  'retention.title': 'Retention',
  'retention.intro':
    'How long this computer keeps details of work that is finished. After that they are removed for good.',
  'retention.keep': 'Keep details of finished work for',
  'retention.keepHelp':
    'Counted from the day a batch was acknowledged, a rejected record was closed or a run ended. Seven and ten years begin at the end of that calendar year, as legal retention periods usually do.',
  'retention.keep.90-days': '90 days',
  'retention.keep.1-year': '1 year',
  'retention.keep.2-years': '2 years',
  'retention.keep.7-years': '7 years',
  'retention.keep.10-years': '10 years',
  'retention.keep.for-ever': 'Ever',
  'retention.goes': 'Removed after that',
  'retention.goes.contents': 'What delivered batches carried, so older versions of records too',
  'retention.goes.sources': 'The source record of rejected records that are closed',
  'retention.goes.requests': 'The request log of runs, and closed log files',
  'retention.stays': 'Never removed by this',
  'retention.stays.trail': 'The audit trail, and the counts and control totals of runs',
  'retention.stays.known': 'What is known of each record: key, hash and sums, which decide what is unchanged',
  'retention.stays.open': 'Batches that are not acknowledged, and rejected records that are open',
  'retention.stays.setup': 'Connections and flows, and anything at the destination',
  'retention.effect': 'Would go now',
  'retention.effectBefore': 'Finished before {date}',
  'retention.effectNothing': 'Nothing. All that is kept was finished after {date}.',
  'retention.effectForEver': 'Nothing, now or later.',
  'retention.effectReadOnly': 'Nothing: the data file is open for reading only.',
  'retention.batches':
    'contents of {batches, plural, one {# batch} other {# batches}} with {versions, plural, one {# version of a record} other {# versions of records}}',
  'retention.rejected': '{count, plural, one {# source record} other {# source records}} of closed rejections',
  'retention.requests': '{count, plural, one {# request} other {# requests}} of runs',
  'retention.logFiles': '{count, plural, one {# log file} other {# log files}}',
  'retention.size': '{size} in all',
  'retention.last': 'Last looked',
  'retention.lastNothing': 'nothing was old enough',
  'retention.lastNever': 'Not yet. The first look is a minute after the start, then once a day.',
  'retention.lastRemoval': 'Last removed',
  'retention.save': 'Save retention',
  'retention.saved': 'Saved. It holds from now on.',
  'retention.confirmTitle': 'Keep details for a shorter time?',
  'retention.confirmText':
    'Details of finished work are then kept for {keep} instead of {before}. What is older is removed from this computer now, and cannot be brought back:',
  'retention.confirmNothing':
    'Details of finished work are then kept for {keep} instead of {before}. Nothing is that old yet; from now on it is removed from this computer when it is, and cannot be brought back.',
  'retention.confirm': 'Remove and save',
  'retention.confirmKeep': 'Keep as it is',
  'retention.recordVersions':
    '{count, plural, one {# older version was} other {# older versions were}} removed after the retention time, on {date}.',
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
  'retention.runRequests': 'The requests of this run were removed after the retention time.',
} as const;
