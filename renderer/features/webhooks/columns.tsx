import type { WebhookEvent } from '../../../shared/webhooks/event.ts';
import type { Translate } from '../../i18n/text.ts';
import { formatDuration } from '../../lib/format.ts';
import type { Locale } from '../../lib/locale.ts';
import type { GridColumn } from '../../ui/grid/grid-types.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { fateWord, stateLooks } from './words.ts';

/** When an event came, what it named, and what became of it. */
export function eventColumns({ text, locale }: { readonly text: Translate; readonly locale: Locale }) {
  const plain = (id: string, header: string, width: number, of: (row: WebhookEvent) => string) => ({
    ...{ id, header, width },
    cell: of,
    value: of,
  });
  const columns: GridColumn<WebhookEvent>[] = [
    {
      id: 'receivedAtUtc',
      header: text('webhooks.receivedAt'),
      kind: 'date',
      width: 140,
      sortable: true,
      cell: (row) => <RelativeTime atUtc={row.receivedAtUtc} />,
      value: (row) => row.receivedAtUtc,
    },
    { ...plain('topic', text('webhooks.topic'), 150, (row) => row.topic), sortable: true },
    { ...plain('action', text('webhooks.action'), 90, (row) => row.action), sortable: true },
    { ...plain('division', text('webhooks.companyColumn'), 110, (row) => row.division), sortable: true },
    {
      id: 'state',
      header: text('webhooks.state'),
      kind: 'state',
      width: 310,
      sortable: true,
      cell: (row) => <StateBadge {...stateLooks[row.state]} label={fateWord(row, text)} />,
      value: (row) => fateWord(row, text),
    },
    {
      id: 'took',
      header: text('webhooks.took'),
      kind: 'number',
      width: 90,
      cell: (row) => tookOf(row, locale),
      value: (row) => tookMs(row),
    },
    plain('stream', text('webhooks.stream'), 150, (row) => row.streamLabel ?? ''),
    plain('key', text('webhooks.key'), 260, (row) => row.key),
    { ...plain('flow', text('common.flow'), 160, (row) => row.flowName ?? ''), hidden: true },
    { ...plain('connection', text('webhooks.connection'), 160, (row) => row.connectionName ?? ''), hidden: true },
    { ...plain('createdOn', text('webhooks.createdOn'), 190, (row) => row.eventCreatedOn), hidden: true },
    {
      id: 'repeats',
      header: text('webhooks.repeats'),
      kind: 'number',
      width: 110,
      hidden: true,
      cell: (row) => (row.repeats === 0 ? '' : String(row.repeats)),
      value: (row) => row.repeats,
    },
  ];
  return columns;
}

function tookMs({ receivedAtUtc, settledAtUtc, state }: WebhookEvent): number | null {
  if (settledAtUtc === null || state === 'ignored') return null;
  return Math.max(0, Date.parse(settledAtUtc) - Date.parse(receivedAtUtc));
}

function tookOf(row: WebhookEvent, locale: Locale): string {
  const ms = tookMs(row);
  return ms === null ? '' : formatDuration(ms, locale);
}
