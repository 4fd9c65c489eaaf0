import { XmlError } from './xml-error.ts';

const START =
  ':A-Z_a-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}-\\u{200D}\\u{2070}-\\u{218F}' +
  '\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}';
/** https://www.w3.org/TR/xml/#NT-Name */
const NAME = new RegExp(`^[${START}][${START}\\-.0-9\\u{B7}\\u{300}-\\u{36F}\\u{203F}-\\u{2040}]*$`, 'u');
const MOST_NAMES = 4096;

/** A name as it is written, and the tag that ends its element. */
export interface Name {
  readonly text: string;
  readonly endTag: string;
}

/**
 * The names of a document, each checked once and kept in one copy: a page repeats some fifty names a hundred thousand times.
 * The number kept is bounded, so that a document of made-up names costs time but no memory.
 */
export class Names {
  readonly #known = new Map<string, Name>();

  /** The name in one copy. Throws XmlError `malformed` for what is not a name. */
  get(text: string): Name {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    if (!NAME.test(text)) throw new XmlError('malformed', 'a name that XML does not allow');
    const copy = copyText(text);
    const name = { text: copy, endTag: `</${copy}>` };
    if (this.#known.size < MOST_NAMES) this.#known.set(copy, name);
    return name;
  }
}

/**
 * The same text in memory of its own. A slice of a chunk keeps the whole chunk alive; whoever keeps a text for long (a key, a
 * name) takes a copy.
 */
export function copyText(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
