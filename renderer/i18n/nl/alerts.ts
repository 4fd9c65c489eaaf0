import type { alertTexts as english } from '../en/alerts.ts';

/** Alerts, in Dutch. */
export const alertTexts = {
  'nav.alerts': 'Meldingen',
  'nav.alertsOpen': '{count, plural, one {# open melding} other {# open meldingen}}',
  'alerts.title': 'Meldingen',
  'alerts.intro':
    'Wat een mens nodig heeft, de openstaande eerst. Een melding sluit vanzelf zodra het voorbij is; met “Gezien” laat u weten dat iemand ermee bezig is.',
  'alerts.find': 'Meldingen zoeken',
  'alerts.open': 'Open',
  'alerts.history': 'Geschiedenis',
  'alerts.all': 'Alle soorten',
  'alerts.none': 'Er is niets dat uw aandacht vraagt. Meldingen verschijnen hier vanzelf.',
  'alerts.noneFound': 'Geen melding voldoet aan deze filters.',
  'alerts.historyNone': 'Er is nog geen melding gesloten.',
  'alerts.kind': 'Soort',
  'alerts.flow': 'Koppeling',
  'alerts.state': 'Status',
  'alerts.raised': 'Gemeld',
  'alerts.since': 'Sinds',
  'alerts.until': 'Tot',
  'alerts.note': 'Toelichting',
  'alerts.state.open': 'Open',
  'alerts.state.snoozed': 'Uitgesteld',
  'alerts.state.acknowledged': 'Gezien',
  'alerts.state.closed': 'Gesloten',
  'alerts.more': 'Meer tonen',
  'alerts.acknowledge': 'Gezien',
  'alerts.acknowledgeTitle': 'Melding als gezien markeren',
  'alerts.acknowledgeText':
    'De melding blijft staan tot het voorbij is, maar roept niemand meer. Uw toelichting komt in het audittrail.',
  'alerts.snooze': 'Uitstellen',
  'alerts.snoozeTitle': 'Melding uitstellen',
  'alerts.snoozeText':
    'Tot dan roept de melding niemand. Is het dan nog niet voorbij, dan komt ze vanzelf terug. Het audittrail bewaart wie haar heeft uitgesteld.',
  'alerts.snooze.hour': 'Een uur',
  'alerts.snooze.tomorrow': 'Tot morgenochtend',
  'alerts.snooze.week': 'Een week',
  'alerts.snoozed': 'De melding is uitgesteld',
  'alerts.snoozedUntil': 'Uitgesteld tot {at}',
  'alerts.noteLabel': 'Wie is ermee bezig, en wat gebeurt er',
  'alerts.acknowledged': 'De melding is als gezien gemarkeerd',
  'alerts.acknowledgedBy': 'Gezien {at}: “{note}”',
  'alerts.sinceAt': 'Sinds {at}',
  'alerts.lasted': 'Van {from} tot {to}',
  'alerts.installation': 'Deze installatie',
  'alerts.means': 'Voor de gegevens',
  'alerts.next': 'Wat te doen',
  'alerts.kind.falling-behind': 'Loopt achter',
  'alerts.kind.run-failed': 'Run mislukt',
  'alerts.kind.flow-paused': 'Koppeling gepauzeerd',
  'alerts.kind.stream-paused': 'Gegevensstroom gepauzeerd',
  'alerts.kind.totals-differ': 'Totalen verschillen',
  'alerts.kind.rejected': 'Afgewezen records',
  'alerts.kind.rejected-share': 'Veel records afgewezen',
  'alerts.kind.volume-deviates': 'Ongewoon aantal records',
  'alerts.kind.gone-asks': 'Veel records verdwenen bij de bron',
  'alerts.kind.held-long': 'Lang aangehouden records',
  'alerts.kind.channel-stopped': 'Kanaal gestopt',
  'alerts.kind.messages-undecided': 'Berichten vragen een beslissing',
  'alerts.kind.secret-expires': 'Geheim verloopt',
  'alerts.kind.audit-broken': 'Audittrail verbroken',
  'alerts.kind.disk-full': 'Schijf bijna vol',
  'alerts.falling-behind.what':
    '“{flow}” belooft de bron minstens elke {minutes, plural, one {minuut} other {# minuten}} te lezen. De laatste volledige lezing was {at}.',
  'alerts.falling-behind.never':
    '“{flow}” belooft de bron minstens elke {minutes, plural, one {minuut} other {# minuten}} te lezen. Volledig gelezen is die nog nooit.',
  'alerts.falling-behind.means':
    'Wat sindsdien in de bron is gewijzigd, staat nog niet op de bestemming. Er gaat niets verloren: de volgende run leest verder waar de vorige ophield.',
  'alerts.falling-behind.next': 'Start de koppeling nu. Lukt dat niet, dan zegt de laatste run waarom.',
  'alerts.because.under-way': 'Er is een run bezig die nog niet klaar is.',
  'alerts.because.waits-for-network': 'De koppeling wacht op het netwerk: {host} is niet bereikbaar.',
  'alerts.because.no-run': 'Sindsdien is er geen run gestart; de app stond uit of de computer sliep.',
  'alerts.waits-for-network.next': 'Controleer het netwerk of de VPN. De run start vanzelf zodra {host} antwoordt.',
  'alerts.run-failed.what': 'De laatste run van “{flow}” is mislukt.',
  'alerts.run-failed.means':
    'Wat is afgeleverd, blijft afgeleverd. Wat klaarstond, blijft bewaard en gaat mee met de volgende run; er gaat niets verloren.',
  'alerts.run-failed.next': 'Open de run om te zien wat er mislukte en probeer die dan opnieuw.',
  'alerts.flow-paused.what': '“{flow}” heeft zichzelf gepauzeerd.',
  'alerts.flow-paused.means':
    'De koppeling leest en levert niets tot u die hervat. Er gaat niets verloren: de volgende run leest verder waar de vorige ophield.',
  'alerts.flow-paused.next': 'Neem de oorzaak weg en hervat de koppeling.',
  'alerts.stream-paused.what': '“{flow}” leest {streams} niet meer: het account mag dat niet.',
  'alerts.stream-paused.means': 'De andere gegevensstromen gaan door. Wijzigingen in {streams} komen tot dan niet aan.',
  'alerts.stream-paused.next':
    'Laat het recht toekennen en start de koppeling: de gegevensstromen worden opnieuw geprobeerd.',
  'alerts.totals-differ.what': 'In “{flow}” verschillen de controletotalen van {streams} tussen bron en bestemming.',
  'alerts.totals-differ.means':
    'De cijfers op de bestemming zijn misschien niet die van de bron. Gebruik ze niet voor een afsluiting zolang ze verschillen.',
  'alerts.totals-differ.next':
    'Start de koppeling opnieuw: elk record wordt met de bestemming vergeleken en het verschil hersteld.',
  'alerts.rejected.what':
    '“{flow}” heeft {count, plural, one {# afgewezen record} other {# afgewezen records}} waar nog niemand naar heeft gekeken.',
  'alerts.rejected.means':
    'Deze records staan niet op de bestemming; alle andere wel. Ze blijven bewaard tot ze opnieuw zijn aangeboden of terzijde gelegd.',
  'alerts.rejected.next': 'Bekijk de redenen, corrigeer de mapping of de bron en bied ze dan opnieuw aan.',
  'alerts.rejected-share.what':
    'De laatste run van “{flow}” die {streams} las, wees {count, number} van {read, number} records af.',
  'alerts.rejected-share.means':
    'Zoveel tegelijk heeft meestal één oorzaak. Ze staan niet op de bestemming, alle andere wel; totalen over {streams} zijn daar te laag.',
  'alerts.rejected-share.next':
    'Bekijk de reden die de meeste gemeen hebben, corrigeer die eenmaal in de mapping of de bron en bied ze samen opnieuw aan.',
  'alerts.volume-deviates.what':
    'De laatste run van “{flow}” las {read, number} records van {streams}. Gewoonlijk zijn het er ongeveer {usual, number}.',
  'alerts.volume-deviates.means':
    'Wat is gelezen, is afgeleverd, en op de bestemming is niets verwijderd. Heeft de bron records weggelaten, dan komen die niet aan.',
  'alerts.volume-deviates.next':
    'Ga na of het account in de bron nog alles mag zien en of een instelling van de verbinding of van de bron is gewijzigd. Klopt het aantal, markeer de melding dan als gezien: na drie runs geldt het als gewoon.',
  'alerts.gone-asks.what':
    '{count, plural, one {# record} other {# records}} van {streams} die “{flow}” kent, van de {read, number}, {count, plural, one {is} other {zijn}} bij de bron verdwenen.',
  'alerts.gone-asks.means':
    'Geen ervan is op de bestemming als verwijderd gemarkeerd. Zoveel tegelijk betekent meestal dat het account niet meer alles mag zien.',
  'alerts.gone-asks.next':
    'Ga na of het account in de bron nog alles mag zien. Zijn ze echt verdwenen, zeg dan op de pagina van de run dat ze als verwijderd gemarkeerd moeten worden.',
  'alerts.held-long.what':
    '“{flow}” houdt {count, plural, one {# record} other {# records}} al meer dan {days, plural, one {# dag} other {# dagen}} aan.',
  'alerts.held-long.means':
    'Ze wachten op stamgegevens en staan niet op de bestemming; sommen zijn daar zoveel te laag. Ze gaan vanzelf door zodra het klopt.',
  'alerts.held-long.next':
    'Bekijk waarop ze wachten. Voer dat in de bron in of open het daar, corrigeer de regel, of laad de records toch, met een reden.',
  'alerts.channel-stopped.what': '“{flow}” plaatst niets meer in het kanaal {channel}.',
  'alerts.channel-stopped.means': 'De berichten blijven bewaard en wachten. Berichten aan andere kanalen gaan door.',
  'alerts.channel-stopped.next': 'Neem de oorzaak weg of kies in de regels een ander kanaal.',
  'alerts.messages-undecided.what':
    '{count, plural, one {# bericht} other {# berichten}} van “{flow}” vragen een beslissing: geweigerd, of onbekend of ze geplaatst zijn.',
  'alerts.messages-undecided.means': 'Niets wordt vanzelf dubbel geplaatst. Ze wachten op uw beslissing.',
  'alerts.messages-undecided.next': 'Bekijk elk bericht en geef aan of het opnieuw geprobeerd moet worden.',
  'alerts.sign-in.what':
    'De aanmelding van de verbinding “{connection}” verloopt {days, plural, =0 {vandaag} one {morgen} other {over # dagen}} ({date}) als er tot dan niets wordt gelezen.',
  'alerts.sign-in.over':
    'De aanmelding van de verbinding “{connection}” is op {date} verlopen: er is te lang niets mee gelezen.',
  'alerts.sign-in.means':
    'Is zij verlopen, dan wordt met de verbinding niets gelezen tot iemand zich opnieuw aanmeldt. Er gaat niets verloren: elke gegevensstroom houdt zijn leespositie.',
  'alerts.sign-in.next': 'Laat een koppeling van de verbinding lopen, of meld u opnieuw aan in de verbinding.',
  'alerts.secret-expires.what':
    '“{secret}” van de verbinding “{connection}” verloopt {days, plural, =0 {vandaag} one {morgen} other {over # dagen}} ({date}).',
  'alerts.secret-expires.over': '“{secret}” van de verbinding “{connection}” is op {date} verlopen.',
  'alerts.secret-expires.means':
    'Vanaf die dag weigert het systeem de verbinding: er wordt niets meer mee gelezen of afgeleverd. Er gaat niets verloren; na vervanging gaat de volgende run vanaf daar verder.',
  'alerts.secret-expires.next':
    'Laat in het systeem een nieuw geheim maken, vervang het in de verbinding en vul in op welke dag het nieuwe verloopt.',
  'alerts.audit-broken.what': 'Het audittrail klopt vanaf regel {number, number} niet meer met zijn hashes.',
  'alerts.audit-broken.means':
    'Regels zijn buiten de app om gewijzigd of verwijderd. Wat het spoor vanaf daar zegt, bewijst niets.',
  'alerts.audit-broken.next':
    'Laat het gegevensbestand zoals het is, sla de supportbundel op (Instellingen, Diagnose) en waarschuw wie verantwoordelijk is voor de interne beheersing.',
  'alerts.disk-full.what': 'Op de schijf met het gegevensbestand is nog maar {free} vrij.',
  'alerts.disk-full.means': 'Is de schijf vol, dan stoppen runs voordat ze iets verplaatsen. Er gaat niets verloren.',
  'alerts.disk-full.next': 'Maak ruimte vrij op de schijf of bewaar details korter.',
  'alerts.do.fix': 'Oplossen',
  'alerts.do.resume': 'Hervatten',
  'alerts.do.sync': 'Nu synchroniseren',
  'alerts.do.run': 'Run openen',
  'alerts.do.held': 'Aangehouden records bekijken',
  'alerts.do.replay': 'Afgewezen records',
  'alerts.do.messages': 'Beslissen',
  'alerts.do.rules': 'Regels',
  'alerts.do.flow': 'Koppeling openen',
  'alerts.do.audit': 'Audittrail',
  'alerts.do.retention': 'Bewaartermijn',
  'alerts.resumed': '“{flow}” is hervat',
  'alerts.banner':
    '{count, plural, one {Een melding vraagt uw aandacht} other {# meldingen vragen uw aandacht}}: {what}',
  'alerts.bannerShow': 'Meldingen tonen',
  'alertRules.title': 'Meldingsregels',
  'alertRules.closeNow': 'Afsluitweek: tot {at} gelden de strengere grenzen voor alle koppelingen.',
  'alertRules.intro':
    'Wat wordt gemeld, en vanaf welke grens. Voor alle koppelingen gelijk; het geldt vanaf de volgende controle.',
  'alertRules.kinds': 'Wat wordt gemeld',
  'alertRules.always':
    'Altijd gemeld: mislukte runs, gepauzeerde koppelingen en gegevensstromen, totalen die verschillen, records die bij de bron zijn verdwenen, gestopte kanalen en een verbroken audittrail.',
  'alertRules.limits': 'Vanaf welke grens',
  'alertRules.usually': 'Gewoonlijk',
  'alertRules.inClose': 'Tijdens een afsluiting',
  'alertRules.rejectedPercent': 'Afgewezen van wat een run las, meer dan (%)',
  'alertRules.rejectedLeast': 'en minstens (records)',
  'alertRules.volumePercent': 'Records meer of minder dan gewoonlijk, meer dan (%)',
  'alertRules.secrets': 'Geheimen',
  'alertRules.secretDays': 'Zoveel dagen voordat er een verloopt',
  'alertRules.secretHelp': 'Opnieuw 14 en 3 dagen ervoor, en op de dag zelf. De dag wordt in de verbinding ingevuld.',
  'alertRules.held': 'Aangehouden records',
  'alertRules.heldDays': 'Gemeld na zoveel dagen',
  'alertRules.heldHelp': 'Eén keer per koppeling, en opnieuw als er meer zo lang wachten. De melding sluit vanzelf.',
  'alertRules.close': 'Afsluitweek',
  'alertRules.closeHelp':
    'Tijdens een afsluiting gelden de strengere grenzen, omdat de cijfers dan meteen worden gebruikt.',
  'alertRules.byCalendar': 'Op de afsluitdagen in de kalender van een koppeling',
  'alertRules.byCalendarHelp': 'Voor die koppeling, zonder dat iemand het aanzet.',
  'alertRules.byHand': 'Nu, voor alle koppelingen',
  'alertRules.byHandHelp': 'Eindigt vanzelf na de dag die u kiest.',
  'alertRules.closeUntil': 'Tot en met',
  'alertRules.save': 'Regels opslaan',
  'alertRules.saved': 'Opgeslagen. Dit geldt vanaf nu.',
  'alertRules.usual': 'Terug naar de gewone regels',
  'alertRules.wrong': 'Een grens ontbreekt of kan niet: percentages lopen van 0 tot 100, aantallen vanaf 1.',
  'home.waitsForNetwork': 'Wacht op het netwerk: {host} is sinds {since} niet bereikbaar.',
  'home.frozen': 'Geblokkeerd (“{name}”) tot {until}: er start vanzelf geen run.',
  'home.absent': 'Geplande afwezigheid tot {until}.',
  'freeze.title': 'Een run starten tijdens een blokkade?',
  'freeze.text':
    'Een run die u nu start, wijzigt de bestemming. Het audittrail vermeldt dat die tijdens de blokkade is gestart.',
  'freeze.start': 'Toch starten',
} as const satisfies Record<keyof typeof english, string>;
