import type { Language } from '../model/settings.ts';
import type { MessageReason } from './message.ts';

/** Why a message is held, covered or not told, as the window says it and as lists are searched by it. */
export const reasonTexts = {
  en: {
    'after-parent': 'after the message that it belongs to',
    'back-fill': 'it was there before the rule’s first run',
    'channel-stopped': 'the channel cannot be posted to',
    'connection-stopped': 'the connection to Slack needs a person',
    'daily-cap': 'the most messages of the day were posted',
    'digest-time': 'until the time of the digest',
    overflow: 'too many at once',
    'quiet-hours': 'quiet hours',
    'rule-off': 'the rule is off',
    superseded: 'a newer message says it',
  },
  nl: {
    'after-parent': 'na het bericht waar het bij hoort',
    'back-fill': 'het was er al vóór de eerste run van de regel',
    'channel-stopped': 'in het kanaal kan niet worden geplaatst',
    'connection-stopped': 'de verbinding met Slack vraagt om een persoon',
    'daily-cap': 'het dagelijkse maximum is geplaatst',
    'digest-time': 'tot het tijdstip van het overzicht',
    overflow: 'te veel tegelijk',
    'quiet-hours': 'stille uren',
    'rule-off': 'de regel staat uit',
    superseded: 'een nieuwer bericht zegt het',
  },
} as const satisfies Record<Language, Record<MessageReason, string>>;
