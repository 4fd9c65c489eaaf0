import type { cliErrors as english } from '../codes/cli.ts';
import type { Translated } from './translated.ts';

const nothingChanged = 'Er is niets gewijzigd.';

/** Errors of the command line, in Dutch. */
export const cliErrors = {
  CLI_USAGE: { text: '{reason}.', next: 'Voer “help” uit om de opdrachten en hun opties te zien.' },
  CLI_FILE_UNREADABLE: {
    text: 'Het bestand “{file}” kon niet worden gelezen: {reason}.',
    effect: nothingChanged,
    next: 'Controleer de naam en de rechten van het bestand.',
  },
  CLI_CONFIG_INVALID: {
    text: 'De configuratie in “{file}” is ongeldig bij {where}: {reason}.',
    effect: nothingChanged,
    next: 'Corrigeer de genoemde plaats. docs/configuration.md beschrijft elk veld.',
  },
  CLI_PROXY_PASSWORD_MISSING: {
    text: 'Het wachtwoord van de proxy is niet opgegeven ({where}).',
    effect: 'Er is niets gewijzigd.',
    next: 'Stel de omgevingsvariabele in en noem die in proxyPasswordFromEnvironment, of voer de opdracht uit in een terminal, waar ernaar wordt gevraagd.',
  },
  CLI_PASSPHRASE_MISSING: {
    text: 'De wachtzin van de back-up ontbreekt.',
    effect: 'Er is niets gemaakt en niets gewijzigd.',
    next: 'Stel een omgevingsvariabele in en noem die: --passphrase-env {variable}. In een terminal wordt erom gevraagd.',
  },
  CLI_SECRET_MISSING: {
    text: 'Het geheim “{secret}” van de verbinding “{connection}” is niet opgegeven ({where}).',
    effect: nothingChanged,
    next: 'Stel de omgevingsvariabele in en noem die onder secretsFromEnvironment, of voer de opdracht uit in een terminal, waar ernaar wordt gevraagd.',
  },
  CLI_NO_WINDOW: {
    text: 'De app die op deze gegevensmap draait, biedt geen venster.',
    effect: 'Zij gaat door zoals voorheen.',
    next: 'Gebruik haar eigen venster, of wacht tot de opdracht die haar uitvoert klaar is en start “serve” opnieuw.',
  },
  CLI_VAULT_LOCKED: {
    text: 'De kluis is vergrendeld.',
    effect: 'Opgeslagen geheimen kunnen niet worden geopend, dus geen systeem is bereikbaar.',
    next: 'Zet de wachtzin in de omgevingsvariabele {variable}, of voer de opdracht uit in een terminal, waar ernaar wordt gevraagd.',
  },
} as const satisfies Translated<typeof english>;
