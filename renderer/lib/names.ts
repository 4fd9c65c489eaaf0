/** A column or amount as people read it: `lines.extended_amount` is “Lines: extended amount”. */
export function readableName(name: string): string {
  const words = name.replaceAll('_', ' ').replaceAll('.', ': ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
