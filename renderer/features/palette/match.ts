/** Letters without accents and case, so that `creancier` finds `Créancier`. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase();
}

/**
 * How well a text answers what was typed: every word of it must begin a word of the text (2 points) or stand within one (1); null
 * if one does neither. An empty query fits everything.
 */
export function scoreOf(text: string, query: string): number | null {
  const words = plain(text).split(/[^\p{L}\p{N}]+/u);
  let score = 0;
  for (const wanted of plain(query).split(/\s+/)) {
    if (wanted === '') continue;
    if (words.some((word) => word.startsWith(wanted))) score += 2;
    else if (words.some((word) => word.includes(wanted))) score += 1;
    else return null;
  }
  return score;
}

/** Those that fit, best first; equals stay in the order they came in. */
export function rank<Item>(items: readonly Item[], query: string, textOf: (item: Item) => string): Item[] {
  return items
    .map((item) => ({ item, score: scoreOf(textOf(item), query) }))
    .filter((one): one is { item: Item; score: number } => one.score !== null)
    .toSorted((one, other) => other.score - one.score)
    .map(({ item }) => item);
}
