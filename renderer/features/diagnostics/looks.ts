import { CircleCheck, CircleHelp, CircleX, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { SelfCheckReport, SelfCheckResult } from '../../../shared/model/diagnostics.ts';
import type { TextId, Translate } from '../../i18n/text.ts';
import { formatMoment } from '../../lib/format.ts';
import type { Locale } from '../../lib/locale.ts';

/** Icon and word of a result; the colour is never the only sign. */
export const resultLooks: Readonly<Record<SelfCheckResult, { readonly icon: LucideIcon; readonly word: TextId }>> = {
  ok: { icon: CircleCheck, word: 'diagnostics.result.ok' },
  warning: { icon: TriangleAlert, word: 'diagnostics.result.warning' },
  failed: { icon: CircleX, word: 'diagnostics.result.failed' },
  'not-known': { icon: CircleHelp, word: 'diagnostics.result.not-known' },
};

/** How many failed, and how many warn. */
export function summaryText({ checks }: SelfCheckReport, text: Translate): string {
  const count = (wanted: SelfCheckResult): number => checks.filter(({ result }) => result === wanted).length;
  return text('diagnostics.summary', { failed: count('failed'), warnings: count('warning') });
}

/** The report as text for the clipboard, in the reader's language. */
export function reportLines(report: SelfCheckReport, text: Translate, locale: Locale): string {
  return [
    `${text('app.name')} ${report.version} · ${text('diagnostics.checks')} · ${formatMoment(report.madeAtUtc, locale)}`,
    summaryText(report, text),
    ...report.checks.flatMap(({ id, label, result, detail, next }) => [
      `${id} ${label}: ${text(resultLooks[result].word)}. ${detail}`,
      ...(next === null ? [] : [`   ${text('diagnostics.what', { next })}`]),
    ]),
  ].join('\n');
}
