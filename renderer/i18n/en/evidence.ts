/** Texts of evidence packs. */
export const evidenceTexts = {
  'evidence.check':
    'Whoever gets the pack can check every byte, sum and audit entry in it with the verifier: one page that opens in any browser, without the app and without a network.',
  'evidence.close': 'Close',
  'evidence.copySha': 'Copy SHA-256',
  'evidence.done': 'Evidence pack saved',
  'evidence.file': 'File',
  'evidence.from': 'First day',
  'evidence.intro':
    'One file with the parameters, counts, control totals, rejected records, batches and audit entries of all runs that began in these days. It contains finance data, and no secret.',
  'evidence.make': 'Make the pack',
  'evidence.noted':
    'The audit trail keeps this hash. Note it down apart from the file: a pack with another hash is not this one.',
  'evidence.making': 'The pack is being made',
  'evidence.ofPeriod': 'Evidence for a period',
  'evidence.ofRun': 'Evidence pack',
  'evidence.ofRunIntro':
    'One file with the parameters, counts, control totals, rejected records, batches and audit entries of this run. It contains finance data, and no secret.',
  'evidence.runs': 'Runs',
  'evidence.saveVerifier': 'Save the verifier',
  'evidence.sha': 'SHA-256',
  'evidence.to': 'Last day, included',
  'evidence.verifierFailed': 'The verifier could not be saved.',
  'evidence.zone': 'Days of {timeZone}.',
} as const;
