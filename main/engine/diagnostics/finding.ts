import type { Finding } from './check.ts';
import type { Sentence } from './say.ts';

/** All is well. */
export function ok(found: Sentence): Finding {
  return { result: 'ok', found };
}

/** Work goes on, but somebody should look: `next` says what to do. */
export function warning(found: Sentence, next: Sentence): Finding {
  return { result: 'warning', found, next };
}

/** Something does not work: `next` says what to do. */
export function failed(found: Sentence, next: Sentence): Finding {
  return { result: 'failed', found, next };
}

/** Nobody can tell now. */
export function notKnown(found: Sentence, next?: Sentence): Finding {
  return { result: 'not-known', found, ...(next === undefined ? {} : { next }) };
}
