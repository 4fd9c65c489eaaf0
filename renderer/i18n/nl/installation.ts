import type { installationTexts as english } from '../en/installation.ts';

/** Backup, restore, moving and other installations, in Dutch. */
export const installationTexts = {
  'audit.class.installation': 'Installatie',
  'audit.detail.brokenAt': 'Keten verbroken bij regel',
  'audit.detail.generation': 'Generatie',
  'audit.detail.goesOn': 'Gaat verder',
  'audit.detail.replaces': 'Vervangt de oude',
  'audit.detail.secrets': 'Geheimen',
  'audit.detail.secretsSealed': 'Verzegelde geheimen',
  'audit.detail.taken': 'Back-up gemaakt op',
  'audit.event.installation.backed-up': 'Back-up gemaakt',
  'audit.event.installation.decided': 'Gekozen welke installatie verdergaat',
  'audit.event.installation.handed-over': 'Overgedragen aan een andere computer',
  'audit.event.installation.met-another': 'Een andere installatie van de koppeling aangetroffen',
  'audit.event.installation.restored': 'Teruggezet vanuit een back-up',
  'audit.event.installation.taken-back': 'Teruggenomen',
  'installation.newToken': 'Nieuwe token invullen',
  'installation.otherGoesOn': 'De andere gaat verder',
  'installation.otherText':
    'Van hieruit wordt niets afgeleverd totdat u hebt gekozen. Zoek eerst uit wie de andere computer gebruikt.',
  'installation.otherTitle': 'Een andere installatie levert dezelfde koppeling af',
  'installation.reason': 'Reden',
  'installation.tokenTakenTitle': 'Een andere installatie lijkt dezelfde Slack-app te gebruiken',
  'installation.thisGoesOn': 'Deze gaat verder',
} as const satisfies Record<keyof typeof english, string>;
