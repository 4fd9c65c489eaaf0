import { createContext, useEffect, useState, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';

/** True within what is drawn for paper alone: nothing there depends on when it is looked at. */
export const OnPaper = createContext(false);

/** Asks whatever is on screen to print itself; a list does it whole and takes the default away. */
export const printRequest = 'mlc-print';

/** Prints what is on screen: a list with all its rows, any other screen as it stands. */
export function printScreen(): void {
  if (window.dispatchEvent(new Event(printRequest, { cancelable: true }))) window.print();
}

/** True while the page is being printed: what is drawn in part on screen is then drawn whole. */
export function usePrinting(): boolean {
  const matches = useSyncExternalStore(watchMedia, () => matchMedia('print').matches);
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    // The page is taken as it is when the event has been handled, so it must be drawn before that.
    const set = (next: boolean) => () => {
      flushSync(() => {
        setAsked(next);
      });
    };
    const begin = set(true);
    const end = set(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  return matches || asked;
}

function watchMedia(listener: () => void): () => void {
  const query = matchMedia('print');
  query.addEventListener('change', listener);
  return () => {
    query.removeEventListener('change', listener);
  };
}
