import type { CheckStep } from '../../../shared/model/check.ts';
import { selfCheckIds } from '../../../shared/model/diagnostics.ts';
import { useText } from '../../i18n/text.ts';
import { useInLanguage } from '../../lib/queries.ts';

/** Which check is under way. */
export function UnderWay({ steps }: { readonly steps: readonly CheckStep[] }) {
  const text = useText();
  const inLanguage = useInLanguage<CheckStep>();
  const last = steps.at(-1);
  if (last === undefined) return <>{text('check.running')}</>;
  const { label } = inLanguage(last);
  return <>{text('diagnostics.underWay', { name: label, number: steps.length, all: selfCheckIds.length })}</>;
}
