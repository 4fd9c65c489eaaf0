import type { storeErrors as english } from '../codes/store.ts';
import type { Translated } from './translated.ts';

const readOnly = 'Het is niet gewijzigd. De app opent het alleen om te lezen, en er wordt niets gesynchroniseerd.';

/** Errors of the local data file, in Dutch. */
export const storeErrors = {
  STORE_CORRUPT: {
    text: 'Het gegevensbestand {file} is beschadigd ({reason}).',
    effect: readOnly,
    next: 'Exporteer wat nodig is en zet daarna het bestand terug vanuit een back-up, zoals het draaiboek beschrijft.',
  },
  STORE_LIST_GONE: {
    text: 'De lijst die pagina voor pagina werd gelezen, is niet meer bewaard.',
    effect: 'Het bestand of de afdruk waarvoor ze werd gelezen, is niet gemaakt. Er zijn geen gegevens gewijzigd.',
    next: 'Start de export of het afdrukken opnieuw.',
  },
  STORE_NEWER: {
    text: 'Het gegevensbestand is geschreven door een nieuwere versie van ml-connector (formaat {found}, deze versie kent {known}).',
    effect: readOnly,
    next: 'Installeer de nieuwere versie van ml-connector.',
  },
  STORE_UNUSABLE: {
    text: 'Het gegevensbestand {file} kan niet worden geopend: {reason}.',
    effect: 'Er is niets gewijzigd.',
    next: 'Controleer of de map bestaat, of deze gebruiker erin mag schrijven en of de schijf niet vol is.',
  },
} as const satisfies Translated<typeof english>;
