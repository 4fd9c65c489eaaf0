import { useEffect } from 'react';
import { useAsk } from '../lib/queries.ts';

/** Puts the chosen theme and density on the page; the tokens do the rest. */
export function useAppearance(): void {
  const settings = useAsk('settings.get', {}).data;
  useEffect(() => {
    const page = document.documentElement;
    page.dataset['theme'] = settings?.theme ?? 'system';
    page.dataset['density'] = settings?.density ?? 'comfortable';
  }, [settings]);
}
