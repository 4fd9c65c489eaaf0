import type { replayErrors as english } from '../codes/replay.ts';
import type { Translated } from './translated.ts';

/** Errors of replays, in Dutch. */
export const replayErrors = {
  REPLAY_SEVERAL_FLOWS: {
    text: 'Wat u koos, hoort bij meer dan één koppeling.',
    effect: 'Er is niets verzonden.',
    next: 'Beperk de lijst tot één koppeling en bied per koppeling opnieuw aan.',
  },
  REPLAY_NOTHING_CHOSEN: {
    text: 'In wat u koos, valt niets opnieuw aan te bieden.',
    effect: 'Er is niets verzonden.',
    next: 'Kies een batch, een run die iets heeft klaargezet, of afgewezen records die openstaan.',
  },
  REPLAY_NOTHING_TO_DO: {
    text: 'Niets van wat u koos, kan op deze manier opnieuw worden aangeboden.',
    effect: 'Er is niets verzonden.',
    next: 'De opgave noemt waarom. Een andere manier kan wel werken: de mapping van vandaag, of de records opnieuw lezen.',
  },
  REPLAY_PLAN_USED: {
    text: 'Dit is al opnieuw aangeboden.',
    effect: 'Er is niets een tweede keer verzonden.',
    next: 'Bekijk de run ervan. Laat eerst opnieuw opgeven wat het effect is als u hetzelfde nog eens wilt aanbieden.',
  },
  REPLAY_PLAN_OUTDATED: {
    text: 'De koppeling “{flow}” is gewijzigd of heeft gedraaid sinds deze opgave, of er is een uur voorbij.',
    effect: 'Er is niets verzonden, omdat de opgave misschien niet meer klopt.',
    next: 'Laat het effect opnieuw opgeven en start dan.',
  },
  REPLAY_EFFECT_DIFFERS: {
    text: 'Het opnieuw aanbieden van {stream} deed iets anders dan was opgegeven. Opgegeven: {said}. Gedaan: {done}.',
    effect: 'De run is mislukt. Wat is afgeleverd, blijft afgeleverd.',
    next: 'Misschien heeft iemand anders intussen naar de bestemming geschreven. Bekijk de records van deze run en start daarna de koppeling, zodat alles wordt vergeleken.',
  },
} as const satisfies Translated<typeof english>;
