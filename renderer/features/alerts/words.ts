import type { Alert, AlertKind } from '../../../shared/alerts/alert.ts';
import type { TextId } from '../../i18n/text.ts';
import { phraseIn } from '../../../shared/phrases/phrases.ts';
import { formatBytes, formatDate, formatMoment } from '../../lib/format.ts';
import type { Locale } from '../../lib/locale.ts';
import { streamName } from '../../lib/names.ts';

type Translate = (id: TextId, values?: Readonly<Record<string, string | number>>) => string;

/** What an alert says: what happened, what it means for the data, what to do. */
export interface AlertWords {
  readonly what: string;
  readonly means: string;
  readonly next: string;
}

export function kindWord(kind: AlertKind, text: Translate): string {
  return text(`alerts.kind.${kind}`);
}

/** An alert in the reader's words. What stood in the way is told by its own error, not here. */
export function alertWords(alert: Alert, words: { readonly text: Translate; readonly locale: Locale }): AlertWords {
  const { text, locale } = words;
  const { kind, details } = alert;
  const values = {
    flow: alert.flowName ?? '',
    streams: (details.streams ?? []).map((id) => streamName(id, locale.language)).join(', '),
    count: details.count ?? 0,
    read: details.read ?? 0,
    usual: details.usual ?? 0,
    minutes: details.limitMinutes ?? 0,
    number: details.brokenAt ?? 0,
    channel: details.channelName ?? '',
    host: details.host ?? '',
    free: formatBytes(details.freeBytes ?? 0, locale),
    connection: details.connectionName ?? '',
    secret: phraseIn(locale.language, details.secret ?? ''),
    date: formatDate(details.expiresOn ?? '', locale),
    days: details.days ?? 0,
    at: formatMoment(details.lastReadAtUtc ?? alert.sinceUtc, locale),
  };
  const means = text(`alerts.${kind}.means`, values);
  if (kind === 'secret-expires' && details.isSignIn === true) {
    const part = (name: 'what' | 'over' | 'means' | 'next') => text(`alerts.sign-in.${name}`, values);
    return { what: part((details.days ?? 0) < 0 ? 'over' : 'what'), means: part('means'), next: part('next') };
  }
  if (kind === 'secret-expires') {
    const what = text((details.days ?? 0) < 0 ? 'alerts.secret-expires.over' : 'alerts.secret-expires.what', values);
    return { what, means, next: text('alerts.secret-expires.next', values) };
  }
  if (kind !== 'falling-behind') {
    return { what: text(`alerts.${kind}.what`, values), means, next: text(`alerts.${kind}.next`, values) };
  }
  const isNever = (details.lastReadAtUtc ?? null) === null;
  const what = text(isNever ? 'alerts.falling-behind.never' : 'alerts.falling-behind.what', values);
  const because = details.because === undefined ? '' : ` ${text(`alerts.because.${details.because}`, values)}`;
  const isWaiting = details.because === 'waits-for-network';
  const next = text(isWaiting ? 'alerts.waits-for-network.next' : 'alerts.falling-behind.next', values);
  return { what: `${what}${because}`, means, next };
}
