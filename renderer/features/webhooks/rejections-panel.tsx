import type { WebhookOverview } from '../../../shared/webhooks/state.ts';
import { useText, type Translate } from '../../i18n/text.ts';
import { formatCount } from '../../lib/format.ts';
import { useLocale, type Locale } from '../../lib/locale.ts';
import { Panel } from '../../ui/panel.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Table, type Column } from '../../ui/table.tsx';

type Row = WebhookOverview['rejections'][number];

/** Calls that were not taken, by why. */
export function RejectionsPanel({ state }: { readonly state: WebhookOverview }) {
  const text = useText();
  const locale = useLocale();
  return (
    <Panel title={text('webhooks.rejections')} flush>
      <Table
        label={text('webhooks.rejections')}
        columns={columnsOf(state, text, locale)}
        rows={state.rejections}
        keyOf={(row) => `${row.connectionId ?? ''}/${row.rejection}`}
      />
    </Panel>
  );
}

function columnsOf({ connections }: WebhookOverview, text: Translate, locale: Locale): readonly Column<Row>[] {
  const nameOf = (id: string | null): string =>
    connections.find((one) => one.connectionId === id)?.connectionName ?? '–';
  return [
    {
      id: 'why',
      header: text('webhooks.rejection'),
      kind: 'main',
      cell: (row) => text(`webhooks.rejection.${row.rejection}`),
    },
    { id: 'connection', header: text('webhooks.connection'), cell: (row) => nameOf(row.connectionId) },
    { id: 'count', header: text('webhooks.count'), kind: 'number', cell: (row) => formatCount(row.count, locale) },
    {
      id: 'last',
      header: text('webhooks.lastAt'),
      kind: 'tight',
      cell: (row) => <RelativeTime atUtc={row.lastAtUtc} />,
    },
  ];
}
