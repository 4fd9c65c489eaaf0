/** Texts of backup, restore, moving to another computer and other installations. */
export const installationTexts = {
  'audit.class.installation': 'Installation',
  'audit.detail.brokenAt': 'Trail broken at entry',
  'audit.detail.generation': 'Generation',
  'audit.detail.goesOn': 'Goes on',
  'audit.detail.replaces': 'Replaces the old one',
  'audit.detail.secrets': 'Secrets',
  'audit.detail.secretsSealed': 'Secrets sealed',
  'audit.detail.taken': 'Backup taken',
  'audit.event.installation.backed-up': 'Backup made',
  'audit.event.installation.decided': 'Chosen which installation goes on',
  'audit.event.installation.handed-over': 'Handed over to another computer',
  'audit.event.installation.met-another': 'Another installation of the flow was met',
  'audit.event.installation.restored': 'Restored from a backup',
  'audit.event.installation.taken-back': 'Taken back',
  'installation.otherGoesOn': 'The other one goes on',
  'installation.otherText':
    'Nothing is delivered from here until you have chosen. Find out first who uses the other computer.',
  'installation.otherTitle': 'Another installation delivers the same flow',
  'installation.reason': 'Reason',
  'installation.reasonHelp': 'Kept in the audit trail.',
  'installation.thisGoesOn': 'This one goes on',
} as const;
