import type { writeBackErrors as english } from '../codes/write-back.ts';
import type { Translated } from './translated.ts';

/** Errors of changes that are proposed to the source, in Dutch. */
export const writeBackErrors = {
  WRITE_BACK_OFF: {
    text: 'Terugschrijven staat uit voor dit deel van de koppeling “{flow}”.',
    effect: 'Er is niets naar de bron geschreven.',
    next: 'Zet het aan bij de koppeling en zoek opnieuw naar wijzigingen.',
  },
  WRITE_BACK_OUTDATED: {
    text: 'Deze wijziging is niet meer zoals u haar zag: ze is verder bewerkt, teruggedraaid of al door iemand anders besloten.',
    effect: 'Er is niets naar de bron geschreven.',
    next: 'Zoek opnieuw naar wijzigingen en beslis over wat er dan staat.',
  },
  WRITE_BACK_REFUSED_HERE: {
    text: 'De bron zou een waarde van {record} weigeren.',
    effect: 'Er is niets naar de bron geschreven.',
    next: 'Verbeter de waarde in de bestemming en zoek opnieuw naar wijzigingen.',
  },
  WRITE_BACK_CONFLICT: {
    text: '{record} ({stream}) staat niet meer in de bron zoals toen het werd bewerkt.',
    effect: 'De wijziging is niet geschreven, zodat niemands werk wordt overschreven.',
    next: 'Synchroniseer de koppeling om op te halen wat de bron nu heeft en breng de wijziging opnieuw aan als die nog gewenst is.',
  },
  WRITE_BACK_NOT_TAKEN: {
    text: 'De bron heeft de wijziging van {record} ({stream}) aangenomen, maar toont nog de oude waarden.',
    effect: 'De bron is zoals ze was.',
    next: 'Ga in de bron na of de gebruiker van de verbinding dit record mag wijzigen en breng de wijziging opnieuw aan.',
  },
} as const satisfies Translated<typeof english>;
