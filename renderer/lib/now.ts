import { useSyncExternalStore } from 'react';

const everyMs = 15_000;
let now = Date.now();

function watch(listener: () => void): () => void {
  now = Date.now();
  const timer = setInterval(() => {
    now = Date.now();
    listener();
  }, everyMs);
  return () => {
    clearInterval(timer);
  };
}

/** The present moment in milliseconds, renewed every few seconds, for “12 minutes ago”. */
export function useNow(): number {
  return useSyncExternalStore(watch, () => now);
}
