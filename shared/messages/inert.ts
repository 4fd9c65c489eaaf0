/**
 * Makes what a source wrote harmless: it can neither call anybody, nor link, nor format, nor disturb the lines around it. Source
 * values pass `clean` on their way in; text that Slack reads as `mrkdwn` passes `asText` on its way out.
 */

/** Joins without a blank and without being seen: breaks an address or a name of an emoji apart. */
const WORD_JOINER = '\u2060';
const ISOLATE = '\u2068';
const END_OF_ISOLATE = '\u2069';
const REPLACEMENT = '\uFFFD';
const MOST_MARKS = 4;

/** Format characters (bidirectional controls among them), and all that is meant not to be seen. */
const UNSEEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;
/** Visible ASCII characters, words apart by one blank each. */
const ORDINARY = /^(?:[!-~]+ )*[!-~]+$/;
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu;
const UNASSIGNED = /[\p{Co}\p{Cs}\p{Cn}]/gu;
const MARKS = new RegExp(`(\\p{M}{${String(MOST_MARKS)}})\\p{M}+`, 'gu');
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/**
 * One line of visible characters: control characters and line breaks become blanks, what cannot be seen goes, halves of characters
 * and private ones become `\uFFFD`, towers of accents are lowered. Safe to repeat on what it gave.
 */
export function clean(value: string): string {
  // Most of what a source writes: nothing below changes it.
  if (ORDINARY.test(value)) return value;
  return value
    .toWellFormed()
    .replace(BREAKS, ' ')
    .replace(UNSEEN, '')
    .replace(UNASSIGNED, REPLACEMENT)
    .replace(MARKS, '$1')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** Keeps a value in a script that runs from right to left from turning its neighbours around; others stay as they are. */
export function isolated(value: string): string {
  return RIGHT_TO_LEFT.test(value) ? `${ISOLATE}${value}${END_OF_ISOLATE}` : value;
}

/** Breaks what a reader of plain text may still make a link of: `https://…`, `www.…`, `evil.com`, `a@b.com`. */
export function unlinked(line: string): string {
  // Each part is asked for first: most lines have an amount or a time, and nothing of these.
  let shown = line;
  if (shown.includes('://')) shown = shown.replace(/:(?=\/\/)/g, `:${WORD_JOINER}`);
  if (/\.[^\s\d]/.test(shown)) shown = shown.replace(/(?<=[\p{L}\p{N}-])\.(?=\p{L}{2})/gu, `.${WORD_JOINER}`);
  if (/:\S/.test(shown)) shown = shown.replace(/(mailto|tel|sms|data|javascript|slack):(?=\S)/giu, `$1:${WORD_JOINER}`);
  return shown;
}

/** Marks that format, as characters that look like them and do not. An underscore inside a word formats nothing and stays. */
function unformatted(line: string): string {
  if (!/[*~`_]/.test(line)) return line;
  return line
    .replaceAll('*', '\u2217')
    .replaceAll('~', '\u223C')
    .replaceAll('`', '\u2019')
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\u02CD');
}

/**
 * Lines as `text` of a message, which Slack reads as `mrkdwn`: the three characters that it knows are escaped, all others that
 * mean something to it are taken apart or replaced by ones that look alike.
 */
export function asText(line: string): string {
  let shown = unformatted(unlinked(line));
  if (shown.includes(':')) shown = shown.replace(/:(?=[^\s:]+:)/g, `:${WORD_JOINER}`);
  if (shown.includes('@')) shown = shown.replace(/@(?=[\p{L}\p{N}])/gu, `@${WORD_JOINER}`);
  if (!/[&<>]/.test(shown)) return shown;
  return shown
    .replace(/^(?=>)/gm, WORD_JOINER)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** A line of `text` as people read it: the way back from `asText`, for lists and exports. */
export function readable(text: string): string {
  return text
    .replace(/[\u2060\u2068\u2069]/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
