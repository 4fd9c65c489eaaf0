import type { vaultErrors as english } from '../codes/vault.ts';
import type { Translated } from './translated.ts';

const chooseNew = 'Kies een wachtzin voor een nieuwe kluis en voer de geheimen van elke verbinding opnieuw in.';
const cannotOpen = 'De opgeslagen geheimen kunnen niet worden geopend; records en runs blijven ongemoeid.';

/** Errors of the vault, in Dutch. */
export const vaultErrors = {
  VAULT_LOCKED: {
    text: 'De kluis met de wachtwoorden is vergrendeld.',
    effect: 'Er wordt niets gesynchroniseerd tot hij open is; er gaat niets verloren.',
    next: 'Open de kluis: ontgrendel de sleutelhanger van deze computer, of voer de wachtzin van de kluis in.',
  },
  VAULT_NO_KEYCHAIN: {
    text: 'Op deze computer kan geen sleutelhanger worden gebruikt: {reason}.',
    effect: 'Er is geen geheim opgeslagen.',
    next: 'Kies een wachtzin voor de kluis, of start de sleutelhanger van deze computer en open de app opnieuw.',
  },
  VAULT_KEY_MISSING: {
    text: 'De sleutelhanger van deze computer bevat de sleutel tot de opgeslagen geheimen niet meer.',
    effect: cannotOpen,
    next: 'Zet de sleutelhanger terug vanuit de back-up, of kies een wachtzin voor een nieuwe kluis en voer de geheimen van elke verbinding opnieuw in.',
  },
  VAULT_KEY_DAMAGED: {
    text: 'De vermelding van ml-connector in de sleutelhanger is geen sleutel.',
    effect: `Die is niet gewijzigd. ${cannotOpen}`,
    next: chooseNew,
  },
  VAULT_PASSPHRASE_WRONG: {
    text: 'Deze wachtzin opent de kluis niet.',
    effect: 'Er is niets gewijzigd.',
    next: 'Voer hem opnieuw in. Hij kan niet worden hersteld: is hij kwijt, begin dan een nieuwe kluis en voer de geheimen van elke verbinding opnieuw in.',
  },
  VAULT_PASSPHRASE_WEAK: {
    text: 'De wachtzin moet minstens {least} tekens hebben.',
    effect: 'Er is niets opgeslagen.',
    next: 'Kies een langere wachtzin, bijvoorbeeld vier of meer woorden.',
  },
  VAULT_FILE_DAMAGED: {
    text: 'De beschrijving van de kluis met wachtzin is beschadigd ({reason}).',
    effect: `Die is niet gewijzigd. ${cannotOpen}`,
    next: 'Zet de gegevensmap terug vanuit de back-up, of begin een nieuwe kluis en voer de geheimen van elke verbinding opnieuw in.',
  },
  VAULT_SECRET_MISSING: {
    text: 'Het geheim “{name}” van deze verbinding is nooit opgeslagen.',
    effect: 'Er is niets verzonden.',
    next: 'Open de verbinding en voer het in.',
  },
  VAULT_SECRET_UNREADABLE: {
    text: 'Het opgeslagen geheim “{name}” kan niet worden geopend: het is gewijzigd, van een andere verbinding overgezet of met een andere sleutel verzegeld.',
    effect: 'Er is niets verzonden.',
    next: 'Open de verbinding en voer het geheim opnieuw in.',
  },
  VAULT_SECRET_INVALID: {
    text: 'Het geheim “{name}” kan niet worden opgeslagen: {reason}.',
    effect: 'Een eerder opgeslagen geheim blijft bewaard.',
    next: 'Kopieer het opnieuw van de plaats waar het is uitgegeven.',
  },
} as const satisfies Translated<typeof english>;
