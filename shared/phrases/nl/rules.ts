/** What is wrong with a rule for messages, by the English that the check of rules gives. */
export const rulePhrases = {
  'Give the rule a name.': 'Geef de regel een naam.',
  'This flow has nothing called “{view}” to look at.':
    'Deze stroom heeft niets met de naam “{view}” om naar te kijken.',
  'This layout does not fit “{view}”.': 'Deze opmaak past niet bij “{view}”.',
  '“{view}” has no fact called “{fact}”.': '“{view}” heeft geen gegeven met de naam “{fact}”.',
  'This condition needs {kind}; “{fact}” is not one.': 'Deze voorwaarde vraagt om {kind}; “{fact}” is dat niet.',
  'an amount': 'een bedrag',
  'a text': 'een tekst',
  'a yes or no': 'een ja of nee',
  'a date': 'een datum',
  '“{fact}” has no currency, so it cannot be compared with an amount.':
    '“{fact}” heeft geen valuta en kan daarom niet met een bedrag worden vergeleken.',
  'Give an amount for at least one currency.': 'Geef voor minstens één valuta een bedrag op.',
  '{currency} is there twice: keep one amount for each currency.':
    '{currency} staat er twee keer: houd één bedrag per valuta over.',
  'Of “{fact}” only whether it changed can be asked, not to what.':
    'Van “{fact}” kan alleen worden gevraagd of het is gewijzigd, niet waarin.',
  'Give at least one value.': 'Geef minstens één waarde op.',
  'Only messages about one invoice can ask for approval.':
    'Alleen berichten over één factuur kunnen om goedkeuring vragen.',
  'A digest cannot ask for approval: post at once, or ask nobody.':
    'Een overzicht kan niet om goedkeuring vragen: plaats direct, of vraag niemand.',
  'Name at least one person who may approve.': 'Noem minstens één persoon die mag goedkeuren.',
  '{id} is there twice: keep each person once.': '{id} staat er twee keer: houd elke persoon één keer over.',
  'A digest needs at least one time of the day.': 'Een overzicht heeft minstens één tijdstip nodig.',
  'A digest needs at least one weekday.': 'Een overzicht heeft minstens één weekdag nodig.',
  'An overdue list is a digest: choose the times at which it is posted.':
    'Een lijst van vervallen facturen is een overzicht: kies de tijdstippen waarop het wordt geplaatst.',
  'An overdue list shows what is so at its time; it cannot ask what changed.':
    'Een lijst van vervallen facturen toont de stand op dat moment; er kan niet worden gevraagd wat is gewijzigd.',
  'Choose a channel.': 'Kies een kanaal.',
  'The channel “{channel}” is not there, or the app cannot see it.':
    'Het kanaal “{channel}” bestaat niet, of de app kan het niet zien.',
  'The channel “{channel}” is archived: choose another.': 'Het kanaal “{channel}” is gearchiveerd: kies een ander.',
  'Another company can read “{channel}”: confirm that it may, or choose another channel.':
    'Een ander bedrijf kan “{channel}” lezen: bevestig dat dat mag, of kies een ander kanaal.',
  '“{zone}” is not a known time zone.': '“{zone}” is geen bekende tijdzone.',
  'Quiet hours must end at another time than they begin.':
    'Stille uren moeten op een ander tijdstip eindigen dan ze beginnen.',
} as const;
