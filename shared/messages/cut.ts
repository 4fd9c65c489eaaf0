const ELLIPSIS = '…';
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * The text, or as much of its beginning as fits into `max` UTF-16 units together with “…”. Never cuts inside what people see as one
 * character, unless that alone is longer.
 */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  // A name may be very long: what is beyond the limit need not be looked at.
  const end = graphemes.segment(text.slice(0, max + 1)).containing(max - ELLIPSIS.length)?.index ?? 0;
  return `${text.slice(0, end).trimEnd()}${ELLIPSIS}`;
}
