import { useEffect } from 'react';
import { useAsk } from '../lib/queries.ts';

/** Puts theme, density and privacy on the page; the tokens and base styles do the rest. */
export function useAppearance(): void {
  const settings = useAsk('settings.get', {}).data;
  const privacy = settings?.privacy === true;
  useEffect(() => {
    const page = document.documentElement;
    page.dataset['theme'] = settings?.theme ?? 'system';
    page.dataset['density'] = settings?.density ?? 'comfortable';
    page.dataset['privacy'] = privacy ? 'on' : 'off';
  }, [settings, privacy]);
  useEffect(() => (privacy ? revealWhileHeld() : undefined), [privacy]);
}

/** While Shift is held, what is pointed at or has the focus can be read. Returns the function that ends it. */
function revealWhileHeld(): () => void {
  const page = document.documentElement;
  const set = (held: boolean): void => {
    page.dataset['reveal'] = held ? 'on' : 'off';
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Shift') set(event.type === 'keydown');
  };
  const onLeave = (): void => {
    set(false);
  };
  window.addEventListener('keydown', onKey, true);
  window.addEventListener('keyup', onKey, true);
  window.addEventListener('blur', onLeave);
  return () => {
    onLeave();
    window.removeEventListener('keydown', onKey, true);
    window.removeEventListener('keyup', onKey, true);
    window.removeEventListener('blur', onLeave);
  };
}
