/** Where a member's value stands in the text: `end` is behind its last character. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const maxDepth = 64;

/**
 * Where the values of the members of the JSON object in `text` stand, by name, without reading them: a signature covers the bytes as they
 * were sent, and writing them anew would change them. Characters outside strings are matched, so that braces inside strings mean
 * nothing. Null if it is not one object, or if a name comes twice: two readers could then see two things.
 */
export function memberSpans(text: string): ReadonlyMap<string, Span> | null {
  const spans = new Map<string, Span>();
  let at = skipSpace(text, 0);
  if (text[at] !== '{') return null;
  at = skipSpace(text, at + 1);
  while (text[at] === '"') {
    const nameEnd = endOfString(text, at);
    if (nameEnd === null) return null;
    const name = readName(text.slice(at, nameEnd));
    at = skipSpace(text, nameEnd);
    if (name === null || spans.has(name) || text[at] !== ':') return null;
    const start = skipSpace(text, at + 1);
    const end = endOfValue(text, start);
    if (end === null) return null;
    spans.set(name, { start, end });
    at = skipSpace(text, end);
    if (text[at] !== ',') break;
    at = skipSpace(text, at + 1);
  }
  return text[at] === '}' && skipSpace(text, at + 1) === text.length ? spans : null;
}

function readName(quoted: string): string | null {
  try {
    const name: unknown = JSON.parse(quoted);
    return typeof name === 'string' ? name : null;
  } catch {
    return null;
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1;
  return at;
}

function endOfString(text: string, from: number): number | null {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return null;
}

function endOfValue(text: string, from: number): number | null {
  const first = text[from];
  if (first === '"') return endOfString(text, from);
  if (first === '{' || first === '[') return endOfNested(text, from);
  let at = from;
  while (at < text.length && !',}] \n\r\t'.includes(text[at] as string)) at += 1;
  return at === from ? null : at;
}

function endOfNested(text: string, from: number): number | null {
  const open: string[] = [];
  for (let at = from; at < text.length; at += 1) {
    const one = text[at] as string;
    if (one === '"') {
      const end = endOfString(text, at);
      if (end === null) return null;
      at = end - 1;
    } else if (one === '{' || one === '[') {
      open.push(one === '{' ? '}' : ']');
      if (open.length > maxDepth) return null;
    } else if (one === '}' || one === ']') {
      if (open.pop() !== one) return null;
      if (open.length === 0) return at + 1;
    }
  }
  return null;
}
