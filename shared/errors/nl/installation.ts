import type { installationErrors as english } from '../codes/installation.ts';
import type { Translated } from './translated.ts';

export const installationErrors = {
  BACKUP_CUT_OFF: {
    text: 'Het back-upbestand is korter dan toen het werd geschreven: het is afgebroken.',
    effect: 'Er is niets teruggezet.',
    next: 'Kopieer het hele bestand opnieuw van waar het is gemaakt, of gebruik een andere back-up.',
  },
  BACKUP_DAMAGED: {
    text: 'Het back-upbestand is gewijzigd nadat het is geschreven.',
    effect: 'Er is niets teruggezet.',
    next: 'Kopieer het bestand opnieuw van waar het is gemaakt, of gebruik een andere back-up.',
  },
  BACKUP_EXISTS: {
    text: 'Er is al een bestand {file}.',
    effect: 'Het is niet gewijzigd en er is geen back-up gemaakt.',
    next: 'Geef een andere bestandsnaam op.',
  },
  BACKUP_NEWER: {
    text: 'De back-up is gemaakt door een nieuwere versie van ml-connector (indeling {found}, deze versie kent {known}).',
    effect: 'Er is niets teruggezet.',
    next: 'Installeer hier de nieuwere versie van ml-connector en zet de back-up daarna terug.',
  },
  BACKUP_NOT_ONE: {
    text: 'Het bestand is geen back-up van ml-connector.',
    effect: 'Er is niets teruggezet.',
    next: 'Kies het bestand dat met “Back-up maken” is gemaakt; de naam eindigt op .mlcbackup.',
  },
  BACKUP_NOT_WRITTEN: {
    text: 'De back-up kon niet worden geschreven: {reason}.',
    effect: 'Er is geen back-up gemaakt en er is verder niets gewijzigd.',
    next: 'Controleer of de map bestaat, of u er mag schrijven en of er ruimte op de schijf is.',
  },
  BACKUP_PASSPHRASE_WEAK: {
    text: 'De wachtzin is te zwak: minstens {least} tekens, waarvan zes verschillende.',
    effect: 'Er is geen back-up gemaakt.',
    next: 'Kies vier of meer woorden die niet bij elkaar horen en bewaar ze waar u wachtwoorden bewaart.',
  },
  BACKUP_PASSPHRASE_WRONG: {
    text: 'De wachtzin opent de back-up niet.',
    effect: 'Er is niets teruggezet.',
    next: 'Typ de wachtzin die bij het maken van de back-up is gekozen. Zonder die kan niemand het bestand openen.',
  },
  BACKUP_UNREADABLE: {
    text: 'Het back-upbestand kan niet worden gelezen ({reason}).',
    effect: 'Er is niets teruggezet.',
    next: 'Controleer het pad en of u het bestand mag lezen.',
  },
  INSTALLATION_OTHER: {
    text: 'Een andere installatie levert dezelfde koppeling af; het laatst om {at}.',
    effect: 'De koppeling is gepauzeerd voordat er nog iets wordt afgeleverd. Wat is gelezen, blijft bewaard.',
    next: 'Open de koppeling en kies welke van de twee verdergaat.',
  },
  INSTALLATION_NOT_AT_REST: {
    text: 'Deze installatie is in bedrijf; er valt niets terug te nemen.',
    effect: 'Er is niets gewijzigd.',
    next: 'U hoeft niets te doen.',
  },
  INSTALLATION_AT_REST: {
    text: 'Deze installatie is overgedragen aan een andere computer en kijkt alleen nog mee.',
    effect: 'Hier wordt niets gesynchroniseerd en niets gewijzigd.',
    next: 'Werk op de andere computer. Heeft die het nooit overgenomen, neem deze dan terug: Instellingen, “Back-up en verhuizen”.',
  },
  INSTALLATION_BUSY: {
    text: 'Er is een run bezig.',
    effect: 'Er is niets overgedragen en niets gewijzigd.',
    next: 'Wacht tot de run klaar is of annuleer die, en probeer het dan opnieuw.',
  },
  INSTALLATION_OTHER_GOES_ON: {
    text: 'De andere installatie gaat verder met deze koppeling.',
    effect: 'Van hieruit wordt niets afgeleverd.',
    next: 'Verwijder de koppeling hier, of hervat haar zodra de andere is gestopt.',
  },
  INSTALLATION_COPY: {
    text: 'Dit is een kopie, teruggezet om in te kijken; zij vervangt de installatie waar zij vandaan komt niet.',
    effect: 'Hier wordt niets gesynchroniseerd en niets gewijzigd.',
    next: 'Wilt u hier werken in plaats van daar, neem dan over: Instellingen, “Back-up en verhuizen”.',
  },
  RESTORE_NOT_EMPTY: {
    text: 'Er zijn hier al verbindingen of koppelingen.',
    effect: 'Er is niets teruggezet en hier is niets gewijzigd.',
    next: 'Zet terug op een computer waar ml-connector nog niet is ingericht, of in een lege gegevensmap (--data).',
  },
} as const satisfies Translated<typeof english>;
