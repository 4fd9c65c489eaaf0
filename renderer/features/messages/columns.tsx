import type { MessageItem } from '../../../shared/messages/message.ts';
import type { Translate } from '../../i18n/text.ts';
import { formatAmount } from '../../lib/format.ts';
import type { Locale } from '../../lib/locale.ts';
import type { GridColumn } from '../../ui/grid/grid-types.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { LookBadge } from '../runs/look-badge.tsx';
import { kindWords, messageLooks, reasonWords } from './looks.ts';
import { ruleNameOf } from './rule-of.ts';

interface Words {
  readonly text: Translate;
  readonly locale: Locale;
}

/** What stands beside a state: why it is so. */
export function reasonOf(item: Pick<MessageItem, 'reason'>, text: Translate): string {
  return item.reason === null ? '' : text(reasonWords[item.reason]);
}

/** Amounts of a message, each with its currency; never summed. */
export function amountsText(amounts: MessageItem['amounts'], locale: Locale): string {
  return amounts.map(({ currency, amount }) => `${currency} ${formatAmount(amount, currency, locale)}`).join(' · ');
}

export function messageColumns({ text, locale }: Words): GridColumn<MessageItem>[] {
  return [
    {
      id: 'label',
      header: text('message.about'),
      width: 150,
      hideable: false,
      sortable: true,
      private: true,
      cell: (row) => row.label,
      value: (row) => row.label,
    },
    {
      id: 'state',
      header: text('common.state'),
      kind: 'state',
      width: 196,
      sortable: true,
      cell: (row) => <LookBadge look={messageLooks[row.state]} />,
      value: (row) => text(messageLooks[row.state].word),
    },
    {
      id: 'text',
      header: text('message.text'),
      width: 236,
      private: true,
      cell: (row) => row.text,
      value: (row) => row.text,
    },
    plain('ruleName', text('messages.rule'), 140, (row) => ruleNameOf(row, text)),
    plain('channelName', text('rule.channel'), 130, (row) => `#${row.channelName}`),
    when('createdAtUtc', text('message.created'), (row) => row.createdAtUtc),
    ...hiddenColumns({ text, locale }),
  ];
}

function hiddenColumns({ text, locale }: Words): GridColumn<MessageItem>[] {
  const hidden = (column: GridColumn<MessageItem>): GridColumn<MessageItem> => ({
    ...column,
    hidden: true,
    sortable: false,
  });
  return [
    hidden(plain('reason', text('message.reason'), 180, (row) => reasonOf(row, text))),
    hidden({
      ...plain('amounts', text('message.amounts'), 170, (row) => amountsText(row.amounts, locale)),
      private: true,
      value: (row) => row.amounts.map(({ currency, amount }) => `${currency} ${amount}`).join('; '),
    }),
    hidden(plain('kind', text('message.kind'), 120, (row) => text(kindWords[row.kind]))),
    hidden(when('postedAtUtc', text('message.posted'), (row) => row.postedAtUtc)),
    hidden(when('notBeforeUtc', text('message.notBefore'), (row) => row.notBeforeUtc)),
    hidden({
      id: 'attempts',
      header: text('message.attempts'),
      kind: 'number',
      width: 90,
      cell: (row) => String(row.attempts),
      value: (row) => row.attempts,
    }),
    hidden(plain('error', text('message.error'), 260, (row) => row.error?.text ?? '')),
    hidden(plain('flow', text('common.flow'), 150, (row) => row.flowName)),
    hidden({ ...plain('link', text('decision.inWorkday'), 240, (row) => row.link ?? ''), private: true }),
    hidden(plain('id', text('message.id'), 260, (row) => row.id)),
  ];
}

function plain(id: string, header: string, width: number, of: (row: MessageItem) => string): GridColumn<MessageItem> {
  return { id, header, width, sortable: true, cell: of, value: of };
}

function when(id: string, header: string, of: (row: MessageItem) => string | null): GridColumn<MessageItem> {
  return {
    id,
    header,
    kind: 'date',
    width: 130,
    sortable: true,
    cell: (row) => {
      const atUtc = of(row);
      return atUtc === null ? '' : <RelativeTime atUtc={atUtc} />;
    },
    value: of,
  };
}
