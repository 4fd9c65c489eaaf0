import type { allocationErrors as english } from '../codes/allocation.ts';
import type { Translated } from './translated.ts';

const waits =
  'Het document wacht in zijn geheel. Het wordt opnieuw bekeken zodra stamgegevens zijn gelezen, en wordt vanzelf afgeleverd als het klopt.';

/** Dutch texts of what keeps a document from being loaded. */
export const allocationErrors = {
  ALLOCATION_ACCOUNT_UNKNOWN: {
    text: '“{field}” noemt grootboekrekening {value}, die niet bij de gelezen grootboekrekeningen staat.',
    effect: waits,
    next: 'Is de rekening nieuw, dan hoeft u niets te doen: die komt met de volgende run. Corrigeer anders de regel in het bronsysteem.',
  },
  ALLOCATION_ACCOUNT_BLOCKED: {
    text: '“{field}” noemt grootboekrekening {value}, die is geblokkeerd.',
    effect: waits,
    next: 'Boek de regel in het bronsysteem op een andere rekening of deblokkeer de rekening; of laat het document zoals het is door.',
  },
  ALLOCATION_COST_CENTER_MISSING: {
    text: '“{field}” noemt grootboekrekening {value}, die een kostenplaats vraagt, en de regel heeft er geen.',
    effect: waits,
    next: 'Vul in het bronsysteem de kostenplaats op de regel in of maak die bij de rekening optioneel; of laat het document zoals het is door.',
  },
  ALLOCATION_COST_CENTER_NOT_PERMITTED: {
    text: '“{field}” noemt grootboekrekening {value}, waarop geen kostenplaats mag, en de regel noemt {expected}.',
    effect: waits,
    next: 'Haal in het bronsysteem de kostenplaats van de regel of sta die bij de rekening toe; of laat het document zoals het is door.',
  },
  ALLOCATION_COST_CENTER_UNKNOWN: {
    text: '“{field}” noemt kostenplaats {value}, die niet bij de gelezen kostenplaatsen staat.',
    effect: waits,
    next: 'Is de kostenplaats nieuw, dan hoeft u niets te doen: die komt met de volgende run. Corrigeer anders de regel in het bronsysteem.',
  },
  ALLOCATION_COST_CENTER_INACTIVE: {
    text: '“{field}” noemt kostenplaats {value}, die niet actief is.',
    effect: waits,
    next: 'Noem in het bronsysteem een andere kostenplaats op de regel of maak deze actief; of laat het document zoals het is door.',
  },
  ALLOCATION_COST_CENTER_ENDED: {
    text: '“{field}” noemt kostenplaats {value}, die op {expected} is beëindigd, voor de datum van de regel.',
    effect: waits,
    next: 'Noem in het bronsysteem een andere kostenplaats op de regel of verschuif de einddatum; of laat het document zoals het is door.',
  },
} as const satisfies Translated<typeof english>;
