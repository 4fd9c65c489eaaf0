import type { resyncErrors as english } from '../codes/resync.ts';
import type { Translated } from './translated.ts';

export const resyncErrors = {
  RESYNC_OPEN: {
    text: 'Het opnieuw synchroniseren van {stream} van {from} tot en met {to} is nog niet klaar.',
    effect: 'Er is niets begonnen. Een koppeling synchroniseert één periode tegelijk opnieuw.',
    next: 'Wacht tot het klaar is, of stop het eerst.',
  },
  RESYNC_ENDED: {
    text: 'Dit opnieuw synchroniseren is afgelopen.',
    effect: 'Er is niets gewijzigd.',
    next: 'Begin opnieuw voor dezelfde dagen.',
  },
  RESYNC_RANGE_UNSOUND: {
    text: 'Deze dagen kunnen niet opnieuw worden gelezen: {reason}.',
    effect: 'Er is niets begonnen.',
    next: 'Kies een eerste en een laatste dag, de laatste niet vóór de eerste en hoogstens tien jaar later.',
  },
  RESYNC_NOTHING_ASKED: {
    text: 'Dit deel vraagt niet om een beslissing.',
    effect: 'Er is niets gewijzigd.',
    next: 'Bekijk het opnieuw: het kan intussen verder zijn gegaan.',
  },
  RESYNC_KEYS_NOT_ANSWERED: {
    text: 'Records van {stream} zijn met hun sleutel opgevraagd, en de bron gaf zelfs een record dat zij net had gestuurd niet terug.',
    effect:
      'Niemand kan zeggen welke records weg zijn; daarom is er geen als verwijderd gemarkeerd. Wat is gelezen, is afgeleverd.',
    next: 'Het deel wordt vanzelf opnieuw geprobeerd. Blijft dit zo, controleer dan de rechten van het account bij de bron.',
  },
  RESYNC_NOT_RECONCILED: {
    text: 'Het deel van {stream} is gelezen, maar de run sluit niet aan.',
    effect: 'Het deel telt niet als klaar. Wat is afgeleverd, blijft afgeleverd.',
    next: 'Open de run om te zien waarom. Het deel wordt vanzelf opnieuw geprobeerd.',
  },
} as const satisfies Translated<typeof english>;
