/** A column or amount as people read it: `lines.extended_amount` is “Lines: extended amount”. */
export function readableName(name: string): string {
  const words = name
    .replaceAll('_', ' ')
    .replaceAll('.', ': ')
    .replaceAll(/\bwid\b/g, 'Workday ID');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
