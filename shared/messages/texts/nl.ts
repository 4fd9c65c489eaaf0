import type { DigestReason, IncidentState } from '../occasions.ts';
import { SEPARATOR, type Texts } from './en.ts';

function counted(count: number, one: string, many: string): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}

const MONTHS = ['jan', 'feb', 'mrt', 'apr', 'mei', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'];

/** Words of the messages that are posted, in Dutch. */
export const dutch: Texts = {
  yes: 'ja',
  no: 'nee',
  notKnown: 'onbekend',
  onHold: 'geblokkeerd voor betaling',
  theSource: 'De bron',

  number: (shown) => shown.replace(/[.,]/g, (mark) => (mark === ',' ? '.' : ',')),
  date: (day) => day.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3-$2-$1'),
  month: (year, month) => `${MONTHS[month - 1] ?? ''} ${year}`,
  own: {
    paid: 'betaald',
    'partially paid': 'deels betaald',
    unpaid: 'niet betaald',
    overpaid: 'te veel betaald',
    'nothing due': 'niets verschuldigd',
    unknown: 'onbekend',
    'Not paid, although others of the run are': 'Niet betaald, terwijl andere van de run dat wel zijn',
    'Differs from the amounts paid of its documents': 'Wijkt af van wat op de documenten is betaald',
    'Not on the account in this month': 'Niet op de rekening in deze maand',
    'No document of this month counts': 'Geen document van deze maand telt mee',
    'Booked with another amount': 'Met een ander bedrag geboekt',
  },

  today: 'vandaag',
  tomorrow: 'morgen',
  yesterday: 'gisteren',
  inDays: (days) => `over ${String(days)} dagen`,
  daysAgo: (days) => `${String(days)} dagen geleden`,
  daysLate: (days) => counted(days, 'dag te laat', 'dagen te laat'),
  due: (day) => `vervaldatum ${day}`,

  invoice: (number) => `Factuur ${number}`,
  run: (run) => `Betaalrun ${run}`,
  payment: (payment) => `Betaling ${payment}`,
  journal: (number) => `Journaalpost ${number}`,
  payments: (count) => `${count} ${count === '1' ? 'betaling' : 'betalingen'}`,
  exceptions: (count) => counted(count, 'uitzondering', 'uitzonderingen'),
  ledgerAccount: (account) => `Grootboek ${account} tegenover subadministratie`,
  ledgerAgrees: (account) => `Grootboek ${account} sluit aan op de subadministratie`,
  ledgerDifference: (account, difference) => `Grootboek ${account} tegenover subadministratie: verschil ${difference}`,
  debitCredit: (debit, credit) => `debet ${debit}, credit ${credit}`,
  difference: (difference) => `verschil ${difference}`,

  updated: 'Bijgewerkt',
  isNow: (label, now) => `${label}: ${now}`,
  changedTo: (label, before, after) => `${label}: ${before} → ${after}`,
  changed: (name, changes) => (changes.length === 0 ? `${name} gewijzigd` : [name, ...changes].join(SEPARATOR)),
  runExceptions: (label, count) => `${label}: ${counted(count, 'uitzondering', 'uitzonderingen')}`,
  inForce: (rule, count, noun) =>
    `Regel “${rule}” gaat in: ${String(count)} ${noun} ${count === 1 ? 'voldoet' : 'voldoen'} al`,
  inForceNote:
    'Ze waren er al voordat de regel inging en worden daarom niet één voor één geplaatst. Nieuwe worden geplaatst zodra ze er zijn.',
  inForceAnew: (rule, count, noun) =>
    `Regel “${rule}” is gewijzigd: ${String(count)} ${noun} ${count === 1 ? 'voldoet' : 'voldoen'} en ${count === 1 ? 'was' : 'waren'} nog niet gemeld`,
  inForceAnewNote:
    'Ze waren er al voordat de regel werd gewijzigd en worden daarom niet één voor één geplaatst. Wat al was gemeld, blijft actueel.',
  overdue: (count) => `${counted(count, 'factuur', 'facturen')} over de vervaldatum`,
  digest: (reason: DigestReason, count, noun, since) => {
    const from = since === null ? '' : ` sinds ${since}`;
    switch (reason) {
      case 'digest-time':
        return `${String(count)} ${noun}${from}`;
      case 'quiet-hours':
        return `${String(count)} ${noun} tijdens de rusttijd${from}`;
      case 'daily-cap':
        return `${String(count)} ${noun} boven de daglimiet${from}`;
      case 'overflow':
        return `Nog ${String(count)} ${noun}${from}`;
    }
  },
  more: (count) => `en nog ${String(count)}: open ml-connector`,
  moreValues: (count) => `en nog ${String(count)}`,

  health: 'Achterraken',
  incident: (state: IncidentState, source, behind, promise) => {
    const limit = `(limiet ${String(promise)})`;
    switch (state) {
      case 'begun':
        return `Het lezen van ${source} loopt ${String(behind)} min achter ${limit}`;
      case 'goes-on':
        return `Het lezen van ${source} loopt nog steeds ${String(behind)} min achter ${limit}`;
      case 'recovered':
        return `Het lezen van ${source} is weer bij: het liep ${String(behind)} min achter ${limit}`;
    }
  },
  causes: {
    stopped: 'De laatste run is door iemand gestopt.',
    noRun: 'Sindsdien is geen run gestart.',
    underWay: (since) => `De run die om ${since} begon, is nog niet klaar.`,
  },
  deadMan: (source, flow, since) => `Geen gegevens van ${source} sinds ${since} (${flow})`,
  deadManNote: (promise) =>
    `ml-connector zou ze elke ${String(promise)} min lezen en heeft dit bericht niet uitgesteld. ` +
    'De computer waarop het draait slaapt misschien, staat uit of heeft geen netwerk.',
  test: 'Testbericht van ml-connector',
  testNote: 'Er is niets gebeurd in uw financiële systeem. Berichten van deze flow kunnen hier worden geplaatst.',

  approve: 'Goedkeuren',
  query: 'Vraag stellen',
  asks: (source) =>
    `Goedkeuren en Vraag stellen worden vastgelegd in ml-connector; er wordt niets geschreven naar ${source}`,
  decided: (decision, who, at) => `${decision === 'approve' ? 'Goedgekeurd' : 'Vraag gesteld'} door ${who} op ${at}`,
  tooOld:
    'Er is geen besluit vastgelegd: wat dit bericht zei, wordt na de bewaartermijn niet meer bewaard in ml-connector. Bekijk het in de bron.',
  beforeTheChange: (decided) => `${decided}, vóór deze wijziging`,
  recorded: (source) => `Vastgelegd in ml-connector; er is niets geschreven naar ${source}`,

  openIn: (source) => `Openen in ${source}`,
  asOf: (moment) => `stand van ${moment}`,
  batch: (id) => `batch ${id}`,
  delivery: (id) => `levering ${id}`,
  resent: 'handmatig opnieuw verzonden',
  isTest: 'test',
  never: 'nooit',

  labels: {
    account: 'Rekening',
    accounts: 'Grootboekrekeningen',
    accountingDate: 'Boekdatum',
    amount: 'Bedrag',
    amountDue: 'Openstaand',
    approver: 'Goedkeurder',
    cause: 'Oorzaak',
    company: 'Bedrijf',
    controlMovement: 'Mutatie van de rekening',
    count: 'Voldoen',
    credit: 'Credit',
    currency: 'Valuta',
    date: 'Datum',
    debit: 'Debet',
    difference: 'Verschil',
    documentMovement: 'Mutatie van de documenten',
    due: 'Vervaldatum',
    entries: 'Posten die afwijken',
    entry: 'Post',
    exceptions: 'Uitzonderingen',
    flow: 'Flow',
    glAccounts: 'Grootboekrekeningen',
    invoice: 'Factuur',
    invoices: 'Facturen',
    invoiceDate: 'Factuurdatum',
    journal: 'Journaalpost',
    lastSuccess: 'Laatst gelukt',
    late: 'Te laat',
    method: 'Betaalwijze',
    nextTry: 'Volgende poging',
    oldest: 'Oudste',
    paid: 'Betaald',
    payFrom: 'Betaald van',
    payment: 'Betaling',
    paymentDate: 'Betaaldatum',
    payments: 'Betalingen',
    period: 'Periode',
    problem: 'Probleem',
    purchaseOrder: 'Inkooporder',
    rule: 'Regel',
    run: 'Run',
    status: 'Status',
    supplier: 'Leverancier',
    supplierNumber: 'Nummer van de leverancier',
    team: 'Team',
    terms: 'Betalingsconditie',
    total: 'Totaal',
  },
};
