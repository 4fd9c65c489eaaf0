import type { dateTexts as english } from '../en/dates.ts';

/** Texts of the date field and its calendar, in Dutch. */
export const dateTexts: Record<keyof typeof english, string> = {
  'date.calendar': 'Kalender: {name}',
  'date.choose': 'Kiezen uit de kalender: {name}',
  'date.impossible': 'Deze dag bestaat niet. Controleer de dag en de maand.',
  'date.keys': 'Pijltoetsen kiezen een dag, Page Up en Page Down een maand, met Shift een jaar.',
  'date.nextMonth': 'Volgende maand',
  'date.nextYear': 'Volgend jaar',
  'date.none': 'Dit is geen datum. Schrijf die als {pattern}.',
  'date.previousMonth': 'Vorige maand',
  'date.previousYear': 'Vorig jaar',
  'date.today': 'Vandaag',
  'time.none': 'Dit is geen tijdstip. Schrijf het als 16:30.',
  'time.pattern': 'uu:mm',
};
