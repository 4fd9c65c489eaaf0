import { useEffect, useMemo, type ReactNode } from 'react';
import { IntlProvider } from 'react-intl';
import { defaultSettings } from '../../shared/model/settings.ts';
import { LocaleContext, localeOf } from '../lib/locale.ts';
import { useAsk } from '../lib/queries.ts';
import { catalogues } from './catalogues.ts';
import { pseudo } from './pseudo.ts';

/** Words, numbers and dates for everything within, as the settings say; a change of them shows at once, without a reload. */
export function I18n({ children }: { readonly children: ReactNode }) {
  const settings = useAsk('settings.get', {}).data ?? defaultSettings;
  const systemTag = useAsk('app.info', {}).data?.locale ?? navigator.language;
  const { language: chosen, numberFormat, dateFormat, negative } = settings;
  const locale = useMemo(
    () => localeOf({ language: chosen, numberFormat, dateFormat, negative }, systemTag),
    [chosen, numberFormat, dateFormat, negative, systemTag],
  );
  const { language } = locale;
  useEffect(() => {
    document.documentElement.lang = pseudo?.tag ?? language;
    document.documentElement.dir = pseudo?.direction ?? 'ltr';
  }, [language]);
  const messages = useMemo(() => pseudo?.catalogue(catalogues.en) ?? catalogues[language], [language]);
  return (
    <IntlProvider locale={language} messages={messages}>
      <LocaleContext value={locale}>{children}</LocaleContext>
    </IntlProvider>
  );
}
