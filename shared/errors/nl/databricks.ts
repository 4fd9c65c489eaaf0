import type { databricksErrors as english } from '../codes/databricks.ts';
import type { Translated } from './translated.ts';

const recordsWait = 'Er is niets geschreven; klaargezette records wachten.';
const sentAgain = 'Klaargezette records wachten en worden opnieuw verzonden.';
const toSupport = 'Sla de supportbundel op (Instellingen, Diagnose) en stuur die naar support.';

/** Errors of the databricks area, in Dutch. */
export const databricksErrors = {
  DATABRICKS_SETTING_INVALID: {
    text: 'De instelling “{field}” van de Databricks-verbinding kan niet worden gebruikt: {reason}.',
    effect: 'Er is niets verzonden.',
    next: 'Open de verbinding, corrigeer het veld en voer de controle uit.',
  },
  DATABRICKS_LOGIN_REFUSED: {
    text: 'Databricks heeft de aanmelding van de service-principal geweigerd ({reason}).',
    effect: recordsWait,
    next: 'Controleer de client-id, maak een nieuw OAuth-geheim voor de service-principal en voer dat in de verbinding in.',
  },
  DATABRICKS_TOKEN_REFUSED: {
    text: 'Databricks accepteert het toegangstoken niet meer ({reason}).',
    effect: recordsWait,
    next: 'Voer een nieuw token of OAuth-geheim in de verbinding in en voer de controle uit.',
  },
  DATABRICKS_PERMISSION_MISSING: {
    text: 'Het Databricks-account mag dit niet: {reason}.',
    effect: 'De geweigerde stap heeft niets geschreven; klaargezette records wachten.',
    next: 'Vraag de Databricks-beheerder om te verlenen wat op de pagina van de verbinding staat, en voer daarna de controle uit.',
  },
  DATABRICKS_NOT_FOUND: {
    text: 'Databricks kent {what} niet.',
    effect: 'Er is niets geschreven.',
    next: 'Kies in de verbinding iets wat bestaat, of vraag de beheerder om het te maken en voor het account zichtbaar te maken.',
  },
  DATABRICKS_OBJECT_MISSING: {
    text: 'Een tabel, schema of volume dat de gegevensstroom nodig heeft, is er niet ({reason}).',
    effect: 'De geweigerde stap heeft niets geschreven; klaargezette records wachten.',
    next: 'Start de koppeling opnieuw: die bereidt eerst de tabellen voor en maakt wat ontbreekt. Blijft het zo, ga dan na wie het verwijdert.',
  },
  DATABRICKS_WAREHOUSE_UNUSABLE: {
    text: 'Het SQL-warehouse “{warehouse}” kan niet worden gebruikt: {reason}.',
    effect: recordsWait,
    next: 'Open het warehouse in Databricks onder SQL Warehouses en corrigeer wat daar staat, of kies een ander.',
  },
  DATABRICKS_BUSY: {
    text: 'Databricks kon het op dit moment niet doen ({reason}).',
    effect: sentAgain,
    next: 'U hoeft niets te doen; het wordt vanzelf opnieuw geprobeerd.',
  },
  DATABRICKS_CONFLICT: {
    text: 'Iemand anders schreef naar dezelfde tabel ({reason}).',
    effect: sentAgain,
    next: 'U hoeft niets te doen. Gebeurt het vaak, houd dan andere taken bij de tabel weg terwijl de koppeling draait.',
  },
  DATABRICKS_STATEMENT_TOO_SLOW: {
    text: 'Een opdracht liep na {minutes} minuten nog en is geannuleerd.',
    effect: 'Een geannuleerde opdracht schrijft niets; klaargezette records wachten.',
    next: 'Gebruik een groter warehouse, of draai wanneer het minder druk is.',
  },
  DATABRICKS_STATEMENT_CANCELLED: {
    text: 'De opdracht is in Databricks geannuleerd.',
    effect: 'Een geannuleerde opdracht schrijft niets; klaargezette records wachten.',
    next: 'Was het niet de bedoeling om te annuleren, start de koppeling dan opnieuw.',
  },
  DATABRICKS_STATEMENT_REFUSED: {
    text: 'Databricks begreep een opdracht van ml-connector niet ({reason}).',
    effect: 'Daarmee is niets geschreven; klaargezette records wachten.',
    next: toSupport,
  },
  DATABRICKS_DATA_REFUSED: {
    text: 'Databricks heeft de gegevens geweigerd ({reason}).',
    effect: 'De geweigerde opdracht heeft niets geschreven.',
    next: 'Zie de afgewezen records voor de documenten en de redenen.',
  },
  DATABRICKS_ANSWER_UNREADABLE: {
    text: 'Het antwoord van Databricks kon niet worden gelezen ({reason}).',
    effect: 'Klaargezette records wachten en worden opnieuw verzonden; niets wordt dubbel geschreven.',
    next: 'Probeer het opnieuw. Gebeurt het weer, ga dan na of iets tussen hier en Databricks antwoorden wijzigt.',
  },
  DATABRICKS_RESULT_INCOMPLETE: {
    text: 'Databricks heeft een resultaat voor het einde afgekapt.',
    effect: 'Het is niet gebruikt, zodat niets voor volledig doorgaat wat dat niet is.',
    next: toSupport,
  },
  DATABRICKS_PLAN_CONFLICT: {
    text: '{object}: {reason}',
    effect: 'Er is geen tabel gewijzigd.',
    next: '{next}',
  },
  DATABRICKS_BATCH_INVALID: {
    text: 'Een batch kan zo niet worden afgeleverd: {reason}.',
    effect: 'Hij is niet verzonden.',
    next: toSupport,
  },
  DATABRICKS_COMPLETION_MISSING: {
    text: 'De batch is geschreven, maar de afsluitende rij ervan kan niet worden teruggelezen.',
    effect: 'De batch telt niet als afgeleverd; hij wordt opnieuw verzonden, wat niets wijzigt aan wat er al is.',
    next: 'U hoeft niets te doen; gebeurt het weer, ga dan na wie de tabel _mlc_batches wijzigt.',
  },
} as const satisfies Translated<typeof english>;
