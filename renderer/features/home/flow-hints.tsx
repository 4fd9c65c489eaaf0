import { useText } from '../../i18n/text.ts';
import { formatMoment } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import type { Overview } from './cause.ts';

/** Why a flow does not run at its time: it waits for the network, is frozen, or nobody is promised anything now. */
export function FlowHints({ row }: { readonly row: Overview }) {
  const text = useText();
  const locale = useLocale();
  const { waitsForNetwork, frozen, absentUntilUtc } = row;
  return (
    <>
      {waitsForNetwork === null ? null : (
        <p>
          {text('home.waitsForNetwork', {
            host: waitsForNetwork.host,
            since: formatMoment(waitsForNetwork.sinceUtc, locale),
          })}
        </p>
      )}
      {frozen === null ? null : (
        <p>{text('home.frozen', { name: frozen.name, until: formatMoment(frozen.untilUtc, locale) })}</p>
      )}
      {frozen !== null || absentUntilUtc === null ? null : (
        <p>{text('home.absent', { until: formatMoment(absentUntilUtc, locale) })}</p>
      )}
    </>
  );
}
