import type { Translate } from '../../i18n/text.ts';

/** What stands where there is no value. */
export const noValue = '–';

/** A cell as people read it: no value is an en dash, true and false are yes and no. Amounts stay exactly as they will be delivered. */
export function cellText(value: string | boolean | null | undefined, text: Translate): string {
  if (typeof value === 'boolean') return text(value ? 'common.yes' : 'common.no');
  return value ?? noValue;
}
