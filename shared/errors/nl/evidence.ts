import type { evidenceErrors as english } from '../codes/evidence.ts';
import type { Translated } from './translated.ts';

/** Errors of evidence packs and of their verification, in Dutch. */
export const evidenceErrors = {
  EVIDENCE_RUN_UNDER_WAY: {
    text: 'Deze run is nog niet klaar, dus er valt nog niets te bewijzen.',
    effect: 'Er is geen bewijspakket gemaakt.',
    next: 'Wacht tot de run klaar is, of annuleer hem, en maak het pakket dan.',
  },
  EVIDENCE_PERIOD: {
    text: 'Van {from} tot en met {to} ({timeZone}) is geen periode van hooguit 366 dagen.',
    effect: 'Er is geen bewijspakket gemaakt.',
    next: 'Geef de eerste en de laatste dag van de periode, in de volgorde van de kalender.',
  },
  EVIDENCE_FILE_UNWRITABLE: {
    text: 'Het bestand {file} kan niet worden geschreven ({reason}).',
    effect: 'Het bewijspakket is gemaakt en dat staat in de audittrail, maar er is geen bestand opgeslagen.',
    next: 'Kies een naam die nog niet bestaat, in een map waarin u mag schrijven, en maak het pakket opnieuw.',
  },
} as const satisfies Translated<typeof english>;
