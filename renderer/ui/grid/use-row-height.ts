import { useSyncExternalStore } from 'react';

const comfortable = 36;

function read(): number {
  const text = getComputedStyle(document.documentElement).getPropertyValue('--row');
  const pixels = Number.parseInt(text, 10);
  return Number.isNaN(pixels) ? comfortable : pixels;
}

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-density'] });
  return () => {
    observer.disconnect();
  };
}

/** Height of a row in pixels, as the density token has it. */
export function useRowHeight(): number {
  return useSyncExternalStore(subscribe, read);
}
