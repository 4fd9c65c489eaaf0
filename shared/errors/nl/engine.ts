import type { engineErrors as english } from '../codes/engine.ts';
import type { Translated } from './translated.ts';

const toSupport = 'Sla de supportbundel op (Instellingen, Diagnose) en stuur die naar support.';

/** Errors of the engine, in Dutch. */
export const engineErrors = {
  RECORD_NOT_DELIVERED: {
    text: 'Van {label} is nog geen versie afgeleverd, dus er is niets om mee te vergelijken.',
    effect: 'Er is niets gevraagd en niets geschreven.',
    next: 'Start een run van de koppeling. Is het record afgewezen, corrigeer dan eerst wat de redenen noemen.',
  },
  BATCH_CONTENTS_REMOVED: {
    text: 'De inhoud van deze batch is op {date} van deze computer verwijderd, na afloop van de bewaartermijn.',
    effect: 'Vergelijken of opnieuw aanbieden kan niet meer. Wat is afgeleverd, staat ongewijzigd op de bestemming.',
    next: 'Laat de records opnieuw uit de bron lezen om ze te vergelijken of opnieuw af te leveren. Instellingen → Bewaartermijn zegt hoe lang details worden bewaard.',
  },
  RUN_REMOVED: {
    text: 'De details van run {id} zijn op {date} van deze computer verwijderd, na afloop van de bewaartermijn.',
    effect:
      'Wat de run heeft afgeleverd, staat ongewijzigd op de bestemming. Opnieuw aanbieden kan niet meer, en een bewijspakket van deze run ook niet.',
    next: 'De aantallen staan nog in het audittrail: zoek daar op de id van de run. Bij Runs → Oudere runs staan de totalen van de maand.',
  },
  AUDIT_RETENTION_WOULD_REMOVE: {
    text: 'Het bestand bewaart het audittrail korter ({keep}) dan hier gebeurt ({kept}), en oudere vermeldingen zouden definitief worden verwijderd.',
    effect: 'Er is niets geïmporteerd en niets verwijderd.',
    next: 'Kies de kortere termijn bij Instellingen → Bewaartermijn, waar u ziet wat er weggaat, of haal “auditRetention” uit het bestand. Importeer daarna opnieuw.',
  },
  RETENTION_WOULD_REMOVE: {
    text: 'Het bestand bewaart details van afgerond werk korter ({keep}) dan hier gebeurt ({kept}), en oudere zouden definitief worden verwijderd.',
    effect: 'Er is niets geïmporteerd en niets verwijderd.',
    next: 'Kies de kortere termijn bij Instellingen → Bewaartermijn, waar u ziet wat er weggaat, of haal “retention” uit het bestand. Importeer daarna opnieuw.',
  },
  ENGINE_NUMBERS_DO_NOT_ADD_UP: {
    text: 'De aantallen van {stream} sluiten niet aan: {read} gelezen, {accounted} verantwoord.',
    effect: 'De run is mislukt; wat is afgeleverd, blijft afgeleverd.',
    next: 'Start de run opnieuw. Mislukt die op dezelfde manier, sla dan de supportbundel op (Instellingen, Diagnose) en stuur die naar support.',
  },
  ENGINE_TOTALS_DIFFER: {
    text: 'De controletotalen van {stream} verschillen tussen bron en bestemming ({difference}).',
    effect: 'De run is mislukt, en de volgende keer wordt elk record van de gegevensstroom opnieuw vergeleken.',
    next: 'Start de run opnieuw: die vergelijkt elk record met wat is aangekomen en herstelt het verschil.',
  },
  ENGINE_ANNOUNCED_COUNT_DIFFERS: {
    text: 'De bron kondigde {announced} {stream} aan, maar er zijn er {read} gelezen.',
    effect: 'De leespositie is niet verplaatst, dus er kan niets worden gemist.',
    next: 'Het leesvenster wordt bij de volgende run opnieuw gelezen. Blijft het verschil, controleer dan de rechten van het account.',
  },
  ENGINE_BATCH_REPEATS_DOCUMENT: {
    text: 'Een batch bevat hetzelfde record twee keer.',
    effect: 'Van de batch is niets overgenomen.',
    next: 'Start de run opnieuw. Gaat het op dezelfde manier mis, sla dan de supportbundel op (Instellingen, Diagnose) en stuur die naar support.',
  },
  ENGINE_WINDOW_MOVED: {
    text: 'De bron wijzigde haar totalen terwijl {stream} werd gelezen.',
    effect: 'Het leesvenster wordt vanaf de eerste pagina opnieuw gelezen.',
    next: 'U hoeft niets te doen; blijft het gebeuren, draai dan buiten drukke uren.',
  },
  ENGINE_RUN_IN_PROGRESS: {
    text: 'Er is al een run van “{flow}” bezig.',
    next: 'Wacht tot die klaar is, of annuleer hem eerst.',
  },
  ENGINE_FLOW_PAUSED: {
    text: '“{flow}” is gepauzeerd: {reason}.',
    next: 'Neem de oorzaak weg en kies Hervatten.',
  },
  ENGINE_FLOW_FROZEN: {
    text: '“{flow}” is geblokkeerd (“{freeze}”) tot {until}.',
    effect: 'Er is geen run gestart.',
    next: 'Wacht tot de blokkade voorbij is, of start de run zelf en bevestig dat. Vanaf de opdrachtregel: sync --during-freeze.',
  },
  ENGINE_INTERRUPTED: {
    text: 'De app stopte terwijl deze run bezig was.',
    effect: 'Alles wat voor die tijd was klaargezet, blijft bewaard en wordt door de volgende run afgeleverd.',
    next: 'Start de koppeling opnieuw, of wacht op de planning.',
  },
  ENGINE_MAPPING_INVALID: {
    text: 'De toewijzing van {stream} kan niet worden gebruikt: {reason}.',
    effect: 'Er is niets gelezen en niets geschreven.',
    next: 'Open de toewijzing, corrigeer de genoemde kolom en sla op.',
  },
  ENGINE_OUTCOME_UNKNOWN: {
    text: 'De bestemming heeft niet gemeld wat er van {documents} records van batch {batch} is geworden.',
    effect: 'Ze blijven in de uitgaande wachtrij; niets wordt als afgeleverd geteld.',
    next: 'De volgende run vraagt het de bestemming opnieuw voordat iets wordt herhaald.',
  },
  ENGINE_REPORT_INCOMPLETE: {
    text: 'Het antwoord over batch {batch} noemt niet elk record precies één keer.',
    effect: 'De batch blijft in de uitgaande wachtrij; niets wordt als afgeleverd geteld.',
    next: toSupport,
  },
  ENGINE_PRACTICE_ADDRESS: {
    text: 'De oefenverbinding “{connection}” heeft een adres buiten deze computer ({setting}).',
    effect: 'Er is niets verzonden.',
    next: 'Verwijder de oefensystemen en start ze opnieuw. Maak voor een echt systeem een eigen verbinding.',
  },
} as const satisfies Translated<typeof english>;
