/** Texts of home and of the screen that puts a connection right. Those of the row’s older parts are in screens.ts. */
export const homeTexts = {
  'home.answer.agree': '{count, plural, one {The control total agrees.} other {All # control totals agree.}}',
  'home.answer.in': 'All data in.',
  'home.answer.last': 'Last success {when}.',
  'home.answer.needs':
    '{count, plural, one {{total, plural, one {The flow needs you.} other {1 of # flows needs you.}}} other {# of {total, number} flows need you.}}',
  'home.answer.never':
    '{count, plural, one {{total, plural, one {Nothing has been synced yet.} other {1 of # flows has never been synced.}}} other {# of {total, number} flows have never been synced.}}',
  'home.answer.notCompared':
    '{count, plural, one {# control total is not compared yet.} other {# control totals are not compared yet.}}',
  'home.answer.paused':
    '{count, plural, one {{total, plural, one {The flow is paused.} other {1 of # flows is paused.}}} other {# of {total, number} flows are paused.}}',
  'home.answer.running':
    '{count, plural, one {{total, plural, one {A sync is under way.} other {1 of # flows is being synced.}}} other {# of {total, number} flows are being synced.}}',
  'home.answer.waits':
    '{count, plural, one {{total, plural, one {Not everything is in; it goes on by itself.} other {1 of # flows waits and goes on by itself.}}} other {# of {total, number} flows wait and go on by themselves.}}',
  'home.cause': '{flow}: {reason}',
  'home.causeRejected':
    '{flow}: {count, plural, one {# rejected record waits for a correction.} other {# rejected records wait for a correction.}}',
  'home.causeTotals': '{flow}: control totals of source and destination differ.',
  'home.fix': 'Fix',
  'home.hour': 'Hour',
  'home.loadedShort': 'Loaded',
  'home.more': 'More for {flow}',
  'home.moreCauses': '{count, plural, one {and # more flow} other {and # more flows}}',
  'home.pair': '{source} → {destination}',
  'home.pairPractice': '{source} → {destination}, practice',
  'home.runsOf': 'All runs',
  'home.slot': '{hours}: {count, plural, one {# run} other {# runs}}, {state}',
  'home.slotEmpty': '{hours}: no runs',
  'home.strip': 'Last 24 hours',
  'home.stripOf': 'Last 24 hours of {flow}',
  'home.stripTable': 'Last 24 hours of {flow} as a table',
  'home.totals': 'Control totals',
  'home.worst': 'Worst state',

  'nav.practiceOn': 'On',
  'nav.practiceOnLong': 'The practice systems are running',

  'repair.back': 'Back to home',
  'repair.checkOf': 'Check of {name}',
  'repair.credentials': 'Credentials',
  'repair.faults': 'Faults that are switched on',
  'repair.faultsOff': 'Switch all faults off',
  'repair.flows': 'Flows that use it',
  'repair.intro': 'Put right what stands in the way, check the connection, and go on.',
  'repair.noFaults': 'No fault is switched on.',
  'repair.practice': 'This is a practice system',
  'repair.practiceText':
    'Where a fault was switched on, it fails until the fault is switched off. Nothing of a real system is concerned.',
  'repair.showCredentials': 'Change credentials',
  'repair.startCheck': 'Run the check',
  'repair.title': 'Fix {name}',
} as const;
