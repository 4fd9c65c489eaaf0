import type { heldErrors as english } from '../codes/held.ts';
import type { Translated } from './translated.ts';

export const heldErrors = {
  GONE_NOTHING_ASKED: {
    text: 'Over verdwenen records van deze gegevensstroom wordt niets gevraagd.',
    effect: 'Er is niets gewijzigd.',
    next: 'Bekijk de laatste run van de koppeling: misschien noemt de bron de records inmiddels weer.',
  },
} satisfies Translated<typeof english>;
