import type { messageErrors as english } from '../codes/messages.ts';
import type { Translated } from './translated.ts';

/** Errors of messages and the queue they wait in, in Dutch. */
export const messageErrors = {
  MESSAGE_CHANNEL_SHARED: {
    text: 'Een ander bedrijf kan #{channel} lezen, en niemand heeft bevestigd dat het mag lezen wat daar wordt geplaatst.',
    effect: 'Er is daar niets geplaatst; de berichten voor dit kanaal wachten. Andere kanalen merken er niets van.',
    next: 'Open de regel en bevestig dat het andere bedrijf de berichten mag lezen, of kies een ander kanaal; probeer de berichten daarna opnieuw.',
  },
  MESSAGE_CONNECTION_REMOVED: {
    text: 'De verbinding met Slack waarover dit bericht zou gaan, is verwijderd.',
    effect: 'Het bericht is niet geplaatst. Andere berichten van de flow gaan over de verbinding die hij nu heeft.',
    next: 'Zie van het bericht af. Wat erin staat, wordt over de huidige verbinding gemeld zodra het verandert.',
  },
  MESSAGE_CONTENTS_REMOVED: {
    text: 'Wat het bericht over {message} zei, is na de bewaartermijn van deze computer verwijderd.',
    effect: 'Er is niets geplaatst en geen van de gekozen berichten is gewijzigd.',
    next: 'Bekijk het bericht in Slack. Wat voortaan in de bron verandert, wordt gemeld zoals voorheen.',
  },
  MESSAGE_DECISION_REFUSED: {
    text: 'Van de {chosen} gekozen berichten zijn er {refused} in een toestand waarin dit niet kan.',
    effect: 'Geen van de gekozen berichten is gewijzigd.',
    next: 'Bekijk de lijst opnieuw: een bericht kan intussen verder zijn. Kies daarna alleen berichten waarbij dit wordt aangeboden.',
  },
  MESSAGE_EFFECT_CHANGED: {
    text: 'De berichten zijn veranderd terwijl u keek: opnieuw proberen zou niet meer doen wat er stond.',
    effect: 'Geen van de berichten is gewijzigd.',
    next: 'Open het opnieuw, lees wat het nu doet en start het dan.',
  },
  MESSAGE_PLACE_UNKNOWN: {
    text: 'Het is niet bekend waar het bericht staat waar dit bij hoort.',
    effect: 'Een nieuw bericht met de huidige stand komt ervoor in de plaats.',
    next: 'U hoeft niets te doen.',
  },
  MESSAGE_TAKEN_BACK: {
    text: 'Het bericht is teruggenomen voordat het wegging.',
    effect: 'Het is niet geplaatst.',
    next: 'U hoeft niets te doen.',
  },
} as const satisfies Translated<typeof english>;
