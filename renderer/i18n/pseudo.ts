import type { Catalogue } from './catalogues.ts';

export interface Pseudo {
  readonly tag: 'en-XA' | 'ar-XB';
  readonly direction: 'ltr' | 'rtl';
  catalogue(english: Catalogue): Catalogue;
}

/**
 * The pseudo-language that the page's address asks for (`?pseudo=en-XA`), in builds for development and tests only: accents
 * and 40 % more length, or the same from right to left. It shows what is cut off, and what never went through the catalogue.
 */
export const pseudo: Pseudo | null = import.meta.env.MODE === 'production' ? null : asked();

function asked(): Pseudo | null {
  const tag = new URLSearchParams(window.location.search).get('pseudo');
  if (tag === 'en-XA') return { tag, direction: 'ltr', catalogue: (english) => each(english, longer) };
  if (tag === 'ar-XB') return { tag, direction: 'rtl', catalogue: (english) => each(english, mirrored) };
  return null;
}

function each(catalogue: Catalogue, change: (text: string) => string): Catalogue {
  const changed = Object.entries(catalogue).map(([id, text]) => [id, change(text)] as const);
  return { ...catalogue, ...Object.fromEntries(changed) };
}

function longer(message: string): string {
  const written = words(message, accented);
  const padding = 'ẋẏż '.repeat(Math.ceil((plainLength(message) * 0.4) / 4)).trim();
  return padding === '' ? written : `⟦${written} ${padding}⟧`;
}

const embedRightToLeft = '\u202e';
const endEmbedding = '\u202c';

function mirrored(message: string): string {
  return words(message, (text) => (text.trim() === '' ? text : `${embedRightToLeft}${text}${endEmbedding}`));
}

const plain = 'aceginorsuyACEGINORSUY';
const accents = 'áçéğíñóřšúýÁÇÉĞÍÑÓŘŠÚÝ';

function accented(text: string): string {
  return text.replaceAll(/[a-z]/gi, (letter) => accents[plain.indexOf(letter)] ?? letter);
}

function plainLength(message: string): number {
  return message.replaceAll(/\{\w+, plural,.*$/g, '').replaceAll(/\{\w+\}/g, 'xxxxxx').length;
}

/** Applies a change to the words of a message, leaving arguments and the syntax of plurals as they are. */
function words(message: string, change: (text: string) => string): string {
  return message
    .split(
      /(\{\w+, (?:plural|select|selectordinal),\s*|(?:=\d+|zero|one|two|few|many|other) \{|\{\w+(?:, number)?\}|[{}#'])/,
    )
    .map((part, index) => (index % 2 === 1 ? part : change(part)))
    .join('');
}
