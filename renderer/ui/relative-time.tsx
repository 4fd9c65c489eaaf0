import { useContext } from 'react';
import { formatDate, formatDuration, formatExact, formatMoment, formatRelative } from '../lib/format.ts';
import { useLocale } from '../lib/locale.ts';
import { useNow } from '../lib/now.ts';
import { OnPaper } from '../lib/printing.ts';

/** How long ago, or until when; the exact local and UTC time on hover and for screen readers. On paper, the moment itself. */
export function RelativeTime(props: { readonly atUtc: string }) {
  return useContext(OnPaper) ? <Moment {...props} /> : <Distance {...props} />;
}

function Distance({ atUtc }: { readonly atUtc: string }) {
  const locale = useLocale();
  const now = useNow();
  return (
    <time dateTime={atUtc} title={formatExact(atUtc, locale)}>
      {formatRelative(atUtc, now, locale)}
    </time>
  );
}

/** The moment itself in local time, with UTC on hover. */
export function Moment({ atUtc }: { readonly atUtc: string }) {
  const locale = useLocale();
  return (
    <time dateTime={atUtc} title={formatExact(atUtc, locale)}>
      {formatMoment(atUtc, locale)}
    </time>
  );
}

/** An accounting date: a day of the calendar, the same in every time zone. */
export function AccountingDate({ date }: { readonly date: string }) {
  return <time dateTime={date}>{formatDate(date, useLocale())}</time>;
}

/** A length of time: “12.4 s”. */
export function Duration({ ms }: { readonly ms: number }) {
  return <>{formatDuration(ms, useLocale())}</>;
}
