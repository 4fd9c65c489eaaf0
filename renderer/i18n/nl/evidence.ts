import type { evidenceTexts as english } from '../en/evidence.ts';

/** Texts of evidence packs, in Dutch. */
export const evidenceTexts = {
  'evidence.check':
    'Wie het pakket krijgt, kan elke byte, elke som en elke regel van de audittrail erin nagaan met de controlepagina: één bestand dat in elke browser opent, zonder de app en zonder netwerk.',
  'evidence.close': 'Sluiten',
  'evidence.copySha': 'SHA-256 kopiëren',
  'evidence.done': 'Bewijspakket opgeslagen',
  'evidence.file': 'Bestand',
  'evidence.from': 'Eerste dag',
  'evidence.intro':
    'Eén bestand met de parameters, aantallen, controletotalen, afgekeurde records, batches en regels van de audittrail van alle runs die in deze dagen zijn begonnen. Het bevat financiële gegevens en geen geheimen.',
  'evidence.make': 'Pakket maken',
  'evidence.noted':
    'De audittrail bewaart deze hash. Noteer hem los van het bestand: een pakket met een andere hash is niet dit pakket.',
  'evidence.making': 'Het bewijspakket wordt gemaakt',
  'evidence.ofPeriod': 'Bewijs voor een periode',
  'evidence.ofRun': 'Bewijspakket',
  'evidence.ofRunIntro':
    'Eén bestand met de parameters, aantallen, controletotalen, afgekeurde records, batches en regels van de audittrail van deze run. Het bevat financiële gegevens en geen geheimen.',
  'evidence.runs': 'Runs',
  'evidence.saveVerifier': 'Controlepagina opslaan',
  'evidence.sha': 'SHA-256',
  'evidence.to': 'Laatste dag, inbegrepen',
  'evidence.verifierFailed': 'De controlepagina kon niet worden opgeslagen.',
  'evidence.zone': 'Dagen van {timeZone}.',
} as const satisfies Record<keyof typeof english, string>;
