import type { DecisionItem } from '../../../shared/messages/decision.ts';
import type { TextId, Translate } from '../../i18n/text.ts';
import type { Locale } from '../../lib/locale.ts';
import type { GridColumn } from '../../ui/grid/grid-types.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { amountsText } from '../messages/columns.tsx';

export const decisionWords: Readonly<Record<DecisionItem['decision'], TextId>> = {
  approve: 'decision.approved',
  query: 'decision.queried',
};

/** Who decided what about which invoice, and when. */
export function decisionColumns({ text, locale }: { readonly text: Translate; readonly locale: Locale }) {
  const plain = (id: string, header: string, width: number, of: (row: DecisionItem) => string) => ({
    ...{ id, header, width },
    cell: of,
    value: of,
  });
  const sortable = { sortable: true } as const;
  const hidden = { hidden: true } as const;
  const columns: GridColumn<DecisionItem>[] = [
    {
      id: 'decidedAtUtc',
      header: text('decision.at'),
      kind: 'date',
      width: 140,
      sortable: true,
      cell: (row) => <RelativeTime atUtc={row.decidedAtUtc} />,
      value: (row) => row.decidedAtUtc,
    },
    {
      ...plain('label', text('decision.invoice'), 150, (row) => row.label),
      ...sortable,
      hideable: false,
      private: true,
    },
    {
      ...plain('amounts', text('message.amounts'), 160, (row) => amountsText(row.amounts, locale)),
      private: true,
      value: (row) => row.amounts.map(({ currency, amount }) => `${currency} ${amount}`).join('; '),
    },
    { ...plain('decision', text('decision.decision'), 120, (row) => text(decisionWords[row.decision])), ...sortable },
    { ...plain('userName', text('decision.by'), 150, (row) => row.userName), ...sortable },
    plain('stands', text('decision.counts'), 150, (row) => text(row.stands ? 'decision.stands' : 'decision.later')),
    plain('ruleName', text('messages.rule'), 150, (row) => row.ruleName),
    { ...plain('flow', text('common.flow'), 150, (row) => row.flowName), ...hidden },
    { ...plain('userId', text('decision.slackId'), 130, (row) => row.userId), ...hidden },
    { ...plain('link', text('decision.inWorkday'), 240, (row) => row.link ?? ''), ...hidden, private: true },
    { ...plain('permalink', text('decision.inSlack'), 240, (row) => row.permalink ?? ''), ...hidden },
    { ...plain('messageId', text('message.id'), 260, (row) => row.messageId), ...hidden },
  ];
  return columns;
}
