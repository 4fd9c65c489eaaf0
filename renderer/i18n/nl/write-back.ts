import type { writeBackTexts as english } from '../en/write-back.ts';

/** Wijzigingen in de bestemming die aan de bron worden voorgesteld. */
export const writeBackTexts = {
  'writeBack.link': '{count, plural, =0 {Terugschrijven} one {Terugschrijven (#)} other {Terugschrijven (#)}}',
  'writeBack.title': 'Terugschrijven: {flow}',
  'writeBack.intro':
    'Wat iemand in {destination} heeft gewijzigd, wordt hier voorgesteld. Er wordt niets naar {source} geschreven voordat u het goedkeurt.',
  'writeBack.toFlow': 'Terug naar de koppeling',
  'writeBack.never': 'Naar {system} kan niets worden teruggeschreven',
  'writeBack.what': 'Wat mag worden teruggeschreven',
  'writeBack.fields': 'Alleen deze velden: {fields}',
  'writeBack.nothingElse': 'Staat uit zolang u het niet aanzet. Iets anders kan de app niet naar {system} schrijven.',
  'writeBack.save': 'Bewaren',
  'writeBack.saved': 'Bewaard.',
  'writeBack.open':
    '{count, plural, =0 {Wijzigingen om over te beslissen} one {# wijziging om over te beslissen} other {# wijzigingen om over te beslissen}}',
  'writeBack.look': 'Zoeken in {system}',
  'writeBack.looked': 'Gezocht',
  'writeBack.nothing': 'Niemand heeft iets gewijzigd waarover te beslissen valt. Zoeken start het warehouse.',
  'writeBack.off': 'Terugschrijven staat uit. Zet het hierboven aan en zoek daarna naar wijzigingen.',
  'writeBack.decided': 'Besloten',
  'writeBack.changesOf': 'Wijzigingen van {record}',
  'writeBack.before': 'Zoals het uit {system} kwam',
  'writeBack.after': 'In {system} gewijzigd in',
  'writeBack.approve': 'Goedkeuren…',
  'writeBack.approveTitle': '{record} naar {system} schrijven?',
  'writeBack.approveMeans':
    'Er wordt alleen geschreven als {system} nog de versie heeft die is bewerkt. Daarna wordt het teruggelezen en opnieuw geladen. Het auditspoor bewaart uw naam en uw reden.',
  'writeBack.writeNow': 'Naar {system} schrijven',
  'writeBack.outcome': '{record}: {state}',
  'writeBack.dismiss': 'Afwijzen…',
  'writeBack.dismissTitle': 'De wijziging van {record} afwijzen?',
  'writeBack.dismissMeans':
    '{source} blijft zoals het is en deze wijziging wordt niet opnieuw voorgesteld. De rij in {destination} houdt haar tot het record in {source} weer wijzigt.',
  'writeBack.by': '{by}: {reason}',
  'writeBack.openRun': 'Run openen',
  'writeBack.state.open': 'Te beslissen',
  'writeBack.state.writing': 'Wordt geschreven',
  'writeBack.state.written': 'Geschreven',
  'writeBack.state.conflict': 'Conflict',
  'writeBack.state.failed': 'Niet geschreven',
  'writeBack.state.dismissed': 'Afgewezen',
  'writeBack.state.withdrawn': 'Teruggedraaid',
  'writeBack.problem.empty': 'Mag niet leeg zijn',
  'writeBack.problem.tooLong': 'Te lang voor de bron',
  'writeBack.problem.notOneOf': 'Geen waarde die de bron kent',
} as const satisfies Record<keyof typeof english, string>;
