import type { proofErrors as english } from '../codes/proof.ts';
import type { Translated } from './translated.ts';

/** Errors of tie-outs and sign-offs, in Dutch. */
export const proofErrors = {
  TIE_OUT_NOT_OFFERED: {
    text: '{flow} kan niet met een rapport van deze soort worden vergeleken: de records waar het rapport over gaat worden niet geladen, of de bestemming kan ze niet optellen.',
    effect: 'Er is niets gevraagd en niets bewaard.',
    next: 'Kies een andere soort rapport, of zet de gegevensstromen aan waar het over gaat.',
  },
  TIE_OUT_COLUMN_MISSING: {
    text: 'De toewijzing van {stream} heeft in {table} geen kolom {column}, die voor deze vergelijking nodig is.',
    effect: 'Er is niets gevraagd en niets bewaard.',
    next: 'Voeg de kolom weer toe aan de toewijzing en laat een run haar laden, of kies een andere soort rapport.',
  },
  TIE_OUT_NOT_UNDERSTOOD: {
    text: 'Regel {line} van het geplakte rapport is niet begrepen: {text}',
    effect: 'Er is niets vergeleken en niets bewaard.',
    next: 'Verbeter of verwijder de regel. Kunnen bedragen twee dingen betekenen, kies dan hoe ze zijn geschreven.',
  },
  TIE_OUT_EMPTY: {
    text: 'Het geplakte rapport heeft geen regel met een bedrag of aantal.',
    effect: 'Er is niets vergeleken en niets bewaard.',
    next: 'Plak de regels van het rapport, elk met sleutel en bedragen.',
  },
  SIGN_OFF_REFUSED: {
    text: '{period} kan nog niet worden afgetekend: {reasons}.',
    effect: 'Er is niets afgetekend en er is geen bewijs gemaakt.',
    next: 'Handel af wat wordt genoemd, of zet elk punt met een reden opzij.',
  },
  SIGN_OFF_EXISTS: {
    text: '{period} is al afgetekend.',
    effect: 'De aftekening staat zoals zij was.',
    next: 'Trek die aftekening met een reden in voordat de periode opnieuw wordt afgetekend.',
  },
  SIGN_OFF_TAKEN_BACK: {
    text: 'Deze aftekening van {period} is al ingetrokken.',
    effect: 'Er is niets gewijzigd.',
    next: 'Bekijk de geschiedenis van de periode. Teken haar opnieuw af waar dat juist is.',
  },
} as const satisfies Translated<typeof english>;
