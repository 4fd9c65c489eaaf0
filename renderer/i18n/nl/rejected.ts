import type { rejectedTexts as english } from '../en/rejected.ts';

/** Teksten van afgewezen records. */
export const rejectedTexts: Readonly<Record<keyof typeof english, string>> = {
  'rejected.allReasons': 'Alle redenen',
  'rejected.back': 'Alle afgewezen records',
  'rejected.dismiss': 'Afhandelen…',
  'rejected.dismissDone':
    '{count, plural, =0 {Er stond geen record meer open} one {# record afgehandeld} other {# records afgehandeld}}',
  'rejected.dismissMeans':
    'Het telt als behandeld en blijft met uw reden in deze lijst staan. Wordt hetzelfde record om dezelfde redenen opnieuw afgewezen, dan blijft het afgehandeld; een latere versie verschijnt opnieuw.',
  'rejected.dismissTitle': '{count, plural, one {# afgewezen record} other {# afgewezen records}} afhandelen',
  'rejected.dismissedFor': 'Afgehandeld omdat',
  'rejected.entry': 'Afgewezen: {label}',
  'rejected.find': 'Nummer of sleutel',
  'rejected.lastSeen': 'Laatst gezien',
  'rejected.noKey': 'Het record kon niet worden gelezen en heeft daarom geen sleutel.',
  'rejected.noneFound': 'Geen afgewezen record past bij deze filters.',
  'rejected.noneOpen':
    'Er is geen record afgewezen. Wat wordt afgewezen, verschijnt hier met de reden en wat u kunt doen.',
  'rejected.openMapping': 'Toewijzing openen',
  'rejected.openRecord': 'Record openen',
  'rejected.openRun': 'Run openen',
  'rejected.reason': 'Reden',
  'rejected.reasons': 'Redenen',
  'rejected.reasonsNone': 'Geen reden om te tonen.',
  'rejected.goesItself': 'Zodra het is gecorrigeerd, leest de volgende run het opnieuw en is dit vanzelf opgelost.',
  'rejected.reopen': 'Weer openen',
  'rejected.reopenKept': 'Het record is sindsdien opnieuw afgewezen; dat staat open.',
  'rejected.reopened': 'Het record staat weer open',
  'rejected.source': 'Bronrecord',
  'rejected.sourceCopy': 'Bronrecord kopiëren',
  'rejected.sourceNone': 'Het bronrecord is niet bewaard: het kon niet worden gelezen of de bestemming weigerde het.',
  'rejected.whatToDo': 'Waarom, en wat u kunt doen',
};
