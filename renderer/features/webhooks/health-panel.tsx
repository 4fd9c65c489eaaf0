import { CircleCheck, CircleDashed, CircleX } from 'lucide-react';
import type { WebhookOverview } from '../../../shared/webhooks/state.ts';
import { useText } from '../../i18n/text.ts';
import { formatCount, formatDuration } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';

/** How the receiver is, and how fast what was announced landed. */
export function HealthPanel({ state }: { readonly state: WebhookOverview }) {
  const text = useText();
  const locale = useLocale();
  const { health, landed, answeredP95Ms, lastEventAtUtc, waiting, missed } = state;
  const took = (ms: number | null): string => (ms === null ? '–' : formatDuration(ms, locale));
  const never = text('webhooks.never');
  const items = [
    {
      name: text('webhooks.lastEvent'),
      value: lastEventAtUtc === null ? never : <RelativeTime atUtc={lastEventAtUtc} />,
    },
    {
      name: text('webhooks.landed'),
      value:
        landed.count === 0
          ? never
          : text('webhooks.landedOf', { median: took(landed.medianMs), p95: took(landed.p95Ms), count: landed.count }),
    },
    {
      name: text('webhooks.answered'),
      value:
        answeredP95Ms === null ? never : text('webhooks.answeredIn', { p95: `${String(Math.ceil(answeredP95Ms))} ms` }),
    },
    { name: text('webhooks.waiting'), value: formatCount(waiting, locale) },
    { name: text('webhooks.missed'), value: `${formatCount(missed, locale)} (${text('webhooks.missedHelp')})` },
  ];
  return (
    <Panel title={text('webhooks.now')} note={<Health health={health} />}>
      {health.kind === 'failed' ? <ErrorNotice error={health.error} /> : null}
      <KeyValues items={items} />
    </Panel>
  );
}

function Health({ health }: Pick<WebhookOverview, 'health'>) {
  const text = useText();
  const word = text(`webhooks.health.${health.kind}`, health.kind === 'listening' ? { port: String(health.port) } : {});
  if (health.kind === 'listening') return <StateBadge tone="ok" icon={CircleCheck} label={word} />;
  if (health.kind === 'failed') return <StateBadge tone="bad" icon={CircleX} label={word} />;
  return <StateBadge tone="neutral" icon={CircleDashed} label={word} />;
}
