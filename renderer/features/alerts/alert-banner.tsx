import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.ts';
import { useLocale } from '../../lib/locale.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { useOpenAlerts } from './use-alerts.ts';
import { alertWords } from './words.ts';

/** The newest of the alerts that nobody has looked at, in one line; null while there is none. */
export function useAlertBanner(): { readonly words: string; readonly action: ReactNode } | null {
  const text = useText();
  const locale = useLocale();
  const { total, items } = useOpenAlerts();
  const [newest] = items;
  if (newest === undefined) return null;
  const { what } = alertWords(newest, { text, locale });
  return {
    words: text('alerts.banner', { count: total, what }),
    action: <ButtonLink to="/alerts">{text('alerts.bannerShow')}</ButtonLink>,
  };
}
