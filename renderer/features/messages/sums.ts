import { messageStates, type MessageCounts, type MessageState } from '../../../shared/messages/message.ts';
import { sameAmount, sumAmounts } from '../../../shared/money/decimal.ts';

/** How many messages of one state there are. */
export interface StatePart {
  readonly state: MessageState;
  readonly messages: number;
}

/** What is told comes first, then what is on its way. */
const statesInOrder: readonly MessageState[] = ['posted', ...messageStates.filter((one) => one !== 'posted')];

/** What became of all that was called for: every state that occurs, and `posted` always, in the order of their way. */
export function partsOf(counts: Pick<MessageCounts, 'states'>): readonly StatePart[] {
  return statesInOrder
    .map((state) => ({ state, messages: messagesOf(counts, state) }))
    .filter(({ state, messages }) => state === 'posted' || messages > 0);
}

function messagesOf({ states }: Pick<MessageCounts, 'states'>, state: MessageState): number {
  return states.reduce((sum, one) => (one.state === state ? sum + one.messages : sum), 0);
}

/** True if what was called for is exactly what is accounted for. */
export function addsUp(counts: Pick<MessageCounts, 'calledFor' | 'states'>): boolean {
  return counts.calledFor === counts.states.reduce((sum, one) => sum + one.messages, 0);
}

/** Counts of several rules together; amounts stay with their rule. */
export function sumOf(rules: readonly MessageCounts[]): Pick<MessageCounts, 'calledFor' | 'states'> {
  return {
    calledFor: rules.reduce((sum, one) => sum + one.calledFor, 0),
    states: messageStates.map((state) => ({
      state,
      messages: rules.reduce((sum, one) => sum + messagesOf(one, state), 0),
    })),
  };
}

/** Amounts of one currency: all that was called for, and how much of it is in each state. Decimal text. */
export interface CurrencyLine {
  readonly currency: string;
  readonly calledFor: string;
  readonly byState: ReadonlyMap<MessageState, string>;
}

/** Amounts of a rule’s messages by currency; what was called for is the exact sum of its states. */
export function currencyLines({ amounts }: Pick<MessageCounts, 'amounts'>): readonly CurrencyLine[] {
  const currencies = [...new Set(amounts.map((one) => one.currency))].sort();
  return currencies.map((currency) => {
    const own = amounts.filter((one) => one.currency === currency);
    const byState = new Map<MessageState, string>();
    for (const { state, amount } of own) byState.set(state, sumAmounts([byState.get(state) ?? '0', amount]));
    return { currency, calledFor: sumAmounts(own.map((one) => one.amount)), byState };
  });
}

/** States in which any of these amounts stands and is not zero. */
export function statesWithMoney(lines: readonly CurrencyLine[]): readonly MessageState[] {
  return statesInOrder.filter((state) => lines.some((line) => !sameAmount(line.byState.get(state) ?? '0', '0')));
}
