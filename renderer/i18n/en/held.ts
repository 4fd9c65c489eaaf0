/** Texts of held records: sound ones that wait for reference data. */
export const heldTexts = {
  'held.back': 'All held records',
  'held.dismissMeans':
    'This version is never loaded, also when what it waits for arrives. It stays in this list with your reason. A newer version from the source is judged anew.',
  'held.dismissTitle': 'Dismiss {count, plural, one {# held record} other {# held records}}',
  'held.entry': 'Held: {label}',
  'held.goesItself':
    'Nothing is wrong with the record itself. It is loaded by itself with the next run after what it waits for has arrived or was corrected at the source.',
  'held.intro':
    'Sound records that wait, whole, for reference data that they name. Each goes by itself once that has arrived.',
  'held.none': 'No record waits for reference data.',
  'held.noneFound': 'No held record fits these filters.',
  'held.open': 'Waits',
  'held.places': 'Records that did not arrive',
  'held.release': 'Load anyway…',
  'held.releaseMeans':
    'It is loaded although reference data that it names is missing or closed, so reports that join the two may leave it out. Your reason goes into the audit trail. Only this version goes: a newer one is checked again.',
  'held.releaseNext':
    '{count, plural, =0 {No record waits any more} one {# record goes with the next run} other {# records go with the next run}}',
  'held.releaseRuns':
    '{count, plural, one {# record goes with the run that has begun} other {# records go with the run that has begun}}',
  'held.releaseTitle': 'Load {count, plural, one {# held record} other {# held records}} anyway',
  'held.releaseNow': 'Load anyway',
  'held.released': 'Goes next',
  'held.releasedFor': 'Loaded anyway because',
  'held.reopenKept': 'The record is held again since; that entry is open.',
  'held.resolved': 'Gone on',
  'held.count': '{count, plural, one {# held} other {# held}}',
  'held.short': 'Held',
  'held.since': 'Held since',
  'held.sourceNone': 'The source record is kept no longer: it went on, or a newer version took its place.',
  'held.title': 'Held records',
  'record.heldOpen': 'Why it waits, and what can be done',
  'record.heldTitle': 'Its newest version is held',
  'run.heldAgain':
    '{stream}: {count, plural, one {# of the records read was} other {# of the records read were}} held before. What was waited for has come or changed, or somebody had them loaded anyway, so they were judged again; the source was not asked for them.',
  'run.heldAgainTitle': 'Held before',
  'held.waitsFor': 'Waits for',
  'held.why': 'Why it waits, and what to do',
} as const;
