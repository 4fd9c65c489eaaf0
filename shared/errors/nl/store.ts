import type { storeErrors as english } from '../codes/store.ts';
import type { Translated } from './translated.ts';

const readOnly = 'Het is niet gewijzigd. De app opent het alleen om te lezen, en er wordt niets gesynchroniseerd.';

/** Errors of the local data file, in Dutch. */
export const storeErrors = {
  STORE_CONTENT_DAMAGED: {
    text: 'Records die op deze computer waren opgeslagen, zijn niet meer te lezen: de bytes zijn veranderd.',
    effect: 'Ze zijn niet verzonden. Het gegevensbestand zelf gaat open en andere records gaan door.',
    next: 'Controleer de schijf van deze computer en synchroniseer de betreffende dagen opnieuw: ze worden dan weer uit de bron gelezen.',
  },
  STORE_CORRUPT: {
    text: 'Het gegevensbestand {file} is beschadigd ({reason}).',
    effect: readOnly,
    next: 'Exporteer wat nodig is en zet daarna het bestand terug vanuit een back-up, zoals het draaiboek beschrijft.',
  },
  STORE_DISK_FAILED: {
    text: 'De schijf nam of gaf niet wat bij het gegevensbestand {file} hoort ({reason}).',
    effect:
      'Wat eerder is geschreven, blijft bewaard. Er gaat niets verloren: waar de run mee bezig was, leest de volgende run opnieuw.',
    next: 'Controleer of de schijf is aangesloten, niet vol is en niet defect is, en voer de flow daarna opnieuw uit.',
  },
  STORE_FULL: {
    text: 'De schijf is vol: het gegevensbestand {file} kan niet groeien.',
    effect:
      'Wat eerder is geschreven, blijft bewaard. Er gaat niets verloren: waar de run mee bezig was, leest de volgende run opnieuw.',
    next: 'Maak ruimte vrij op de schijf of bewaar details korter bij Instellingen, en voer de flow daarna opnieuw uit.',
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
  STORE_NOT_WRITABLE: {
    text: 'Deze gebruiker mag niet schrijven in het gegevensbestand {file} of de map ervan ({reason}).',
    effect: readOnly,
    next: 'Geef deze gebruiker schrijfrechten op de map en de bestanden erin en start de app opnieuw.',
  },
  STORE_UNUSABLE: {
    text: 'Het gegevensbestand {file} kan niet worden geopend: {reason}.',
    effect: 'Er is niets gewijzigd.',
    next: 'Controleer of de map bestaat, of deze gebruiker erin mag schrijven en of de schijf niet vol is.',
  },
} as const satisfies Translated<typeof english>;
