import { decodeEntities } from './entities.ts';
import { Names, type Name } from './names.ts';
import { XmlError } from './xml-error.ts';

export type ElementHint = 'none' | 'memo' | 'leaf';

/** What a document is told to. Texts may come in several pieces; names are exactly as written, prefix included. */
export interface XmlHandler {
  /**
   * An element begins. With `memo`, `recall` is asked next with the raw text from behind the name to the end tag: an element that
   * was read before, letter for letter, need not be taken apart again. With `leaf`, an element of nothing but text may come whole
   * by `leaf`. Otherwise, and where that does not fit, `open` follows.
   */
  name(name: string): ElementHint;
  /** The element of the last name is over; this was its text, and it had no attributes. */
  leaf(text: string): void;
  /** True if the raw text was known; the element is then over, and neither `open` nor `close` follow. */
  recall(raw: string): boolean;
  /** The element of this raw text has just been read whole and is about to be closed. */
  remember(raw: string): void;
  /** Name, value, name, value, …; the list is reused, so take what is needed. */
  open(attributes: readonly string[]): void;
  text(text: string): void;
  close(): void;
}

export interface XmlLimits {
  /** Levels of elements. */
  readonly depth: number;
  /** Characters of one tag, comment or instruction. */
  readonly token: number;
}

export const defaultLimits: XmlLimits = { depth: 100, token: 4 * 1024 * 1024 };

const LONGEST_MEMO = 2048;

const FORBIDDEN = /[\0-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const BLANK_ONLY = /^[ \t\n]*$/;
const LT = 60;
const GT = 62;
const SLASH = 47;

/**
 * A strict reader of the part of XML 1.0 that SOAP answers use, told in pieces of any length. There are no document types and
 * no entities but the five; comments and instructions are skipped. It exists because a general parser needs more time for a
 * page than the whole way to staged rows may take (design §9); its equality with one is a property test.
 *
 * Throws XmlError from `write` and `end`.
 */
export class XmlTokenizer {
  readonly #handler: XmlHandler;
  readonly #limits: XmlLimits;
  readonly #names = new Names();
  readonly #stack: string[] = [];
  readonly #attributes: string[] = [];
  #buffer = '';
  #at = 0;
  /** Whether the buffer has an `&`, and a `]]>`, anywhere: looked for once, not in each of its texts. */
  #hasReferences = false;
  #hasSectionEnds = false;
  #started = false;
  #rootSeen = false;
  #pendingReturn = false;
  #memoRaw = '';
  #memoEnd = -1;
  #memoDepth = -1;

  constructor(handler: XmlHandler, limits: XmlLimits = defaultLimits) {
    this.#handler = handler;
    this.#limits = limits;
  }

  write(chunk: string): void {
    const text = this.#normalise(chunk);
    if (text === '') return;
    this.#buffer = this.#at === this.#buffer.length ? text : this.#buffer.slice(this.#at) + text;
    this.#at = 0;
    this.#memoEnd = -1;
    this.#hasReferences = this.#buffer.includes('&');
    this.#hasSectionEnds = this.#buffer.includes(']]>');
    this.#run();
    if (this.#buffer.length - this.#at > this.#limits.token)
      throw new XmlError('refused', 'one tag or comment is too long');
  }

  /** The document is over. Throws XmlError `truncated` if it is not whole. */
  end(): void {
    if (this.#pendingReturn) {
      this.#pendingReturn = false;
      this.write('\n');
    }
    const rest = this.#buffer.slice(this.#at);
    if (this.#stack.length > 0 || !this.#rootSeen || rest !== '')
      throw new XmlError('truncated', 'it ends before its end');
  }

  /** Line ends as https://www.w3.org/TR/xml/#sec-line-ends wants them; forbidden characters are found a chunk at a time. */
  #normalise(chunk: string): string {
    if (FORBIDDEN.test(chunk)) throw new XmlError('malformed', 'a character that XML does not allow');
    let text = chunk;
    if (this.#pendingReturn) text = `\r${text}`;
    this.#pendingReturn = text.endsWith('\r');
    if (this.#pendingReturn) text = text.slice(0, -1);
    return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  }

  #run(): void {
    const buffer = this.#buffer;
    while (this.#at < buffer.length) {
      const next =
        buffer.charCodeAt(this.#at) === LT ? this.#markup(buffer, this.#at) : this.#characters(buffer, this.#at);
      if (next === -1) return;
      this.#at = next;
    }
  }

  /** Each of the following reads one token from `at` and gives the place behind it, or -1 if the token is not whole yet. */
  #characters(buffer: string, at: number): number {
    const tag = buffer.indexOf('<', at);
    let end = tag === -1 ? buffer.length : tag;
    if (tag === -1) {
      // A reference or the end of a CDATA section may be cut in two by the end of the chunk.
      const reference = buffer.lastIndexOf('&');
      if (reference >= at && !buffer.includes(';', reference)) end = reference;
      while (end > at && buffer.charCodeAt(end - 1) === 93) end -= 1;
      if (end === at) return -1;
    }
    this.#emit(buffer.slice(at, end));
    return end;
  }

  #emit(text: string): void {
    if (this.#stack.length === 0) {
      if (!BLANK_ONLY.test(text)) throw new XmlError('malformed', 'text outside the document’s element');
      // Nothing may stand before an XML declaration.
      this.#started = true;
      return;
    }
    this.#handler.text(this.#characterData(text));
  }

  /** Text between tags, its references replaced. */
  #characterData(text: string): string {
    if (this.#hasSectionEnds && text.includes(']]>')) {
      throw new XmlError('malformed', 'the end of a CDATA section without its beginning');
    }
    if (!this.#hasReferences) return text;
    const reference = text.indexOf('&');
    return reference === -1 ? text : decodeEntities(text, reference);
  }

  #markup(buffer: string, at: number): number {
    const kind = buffer.charCodeAt(at + 1);
    if (kind === SLASH) return this.#endTag(buffer, at);
    if (kind === 33) return this.#declaration(buffer, at);
    if (kind === 63) return this.#instruction(buffer, at);
    if (Number.isNaN(kind)) return -1;
    return this.#startTag(buffer, at);
  }

  #endTag(buffer: string, at: number): number {
    const name = this.#stack.at(-1);
    if (name === undefined) throw new XmlError('malformed', 'an end tag without a beginning');
    let place = at + 2 + name.length;
    if (place >= buffer.length) {
      if (buffer.length - at > 2 && !`</${name}`.startsWith(buffer.slice(at))) throw mismatch();
      return -1;
    }
    if (!buffer.startsWith(name, at + 2)) throw mismatch();
    place = skipBlanks(buffer, place);
    if (place >= buffer.length) return -1;
    if (buffer.charCodeAt(place) !== GT) throw mismatch();
    if (this.#memoEnd !== -1 && this.#memoDepth === this.#stack.length) {
      if (this.#memoEnd === at) this.#handler.remember(this.#memoRaw);
      this.#memoEnd = -1;
    }
    this.#stack.pop();
    this.#handler.close();
    return place + 1;
  }

  #startTag(buffer: string, at: number): number {
    const nameEnd = scanName(buffer, at + 1);
    if (nameEnd === buffer.length) return -1;
    // A tag that is not whole is read again with the next chunk; nothing may have been told of it before.
    const tagEnd = findTagEnd(buffer, nameEnd);
    if (tagEnd === -1) return -1;
    if (this.#stack.length === 0 && this.#rootSeen)
      throw new XmlError('malformed', 'a second element beside the document’s');
    if (this.#stack.length >= this.#limits.depth) throw new XmlError('refused', 'it is nested too deeply');
    const name = this.#names.get(buffer.slice(at + 1, nameEnd));
    this.#started = true;
    this.#rootSeen = true;
    const isEmpty = buffer.charCodeAt(tagEnd - 1) === SLASH;
    const hint = this.#handler.name(name.text);
    if (hint !== 'none' && !isEmpty && (hint === 'leaf' || this.#memoEnd === -1)) {
      const known = hint === 'leaf' ? this.#leaf(buffer, name, nameEnd) : this.#recall(buffer, name, nameEnd);
      if (known !== -1) return known;
    }
    this.#attributes.length = 0;
    const attributesEnd = isEmpty ? tagEnd - 1 : tagEnd;
    if (nameEnd < attributesEnd) this.#readAttributes(buffer, nameEnd, attributesEnd);
    this.#handler.open(this.#attributes);
    if (isEmpty) this.#handler.close();
    else this.#stack.push(name.text);
    return tagEnd + 1;
  }

  /** The place behind an element of nothing but text, or -1 if it is not one, or not whole yet. */
  #leaf(buffer: string, { endTag }: Name, nameEnd: number): number {
    if (buffer.charCodeAt(nameEnd) !== GT) return -1;
    const end = buffer.indexOf('<', nameEnd);
    if (end === -1 || !buffer.startsWith(endTag, end)) return -1;
    this.#handler.leaf(this.#characterData(buffer.slice(nameEnd + 1, end)));
    return end + endTag.length;
  }

  /** The place behind an element that was known, or -1. */
  #recall(buffer: string, { endTag }: Name, nameEnd: number): number {
    const end = buffer.indexOf(endTag, nameEnd);
    if (end === -1 || end - nameEnd > LONGEST_MEMO) return -1;
    const raw = buffer.slice(nameEnd, end);
    if (this.#handler.recall(raw)) return end + endTag.length;
    this.#memoRaw = raw;
    this.#memoEnd = end;
    this.#memoDepth = this.#stack.length + 1;
    return -1;
  }

  #readAttributes(buffer: string, from: number, to: number): void {
    let at = from;
    while (at < to) {
      const start = skipBlanks(buffer, at);
      if (start >= to) return;
      if (start === at) throw new XmlError('malformed', 'attributes without a blank between them');
      const equals = buffer.indexOf('=', start);
      if (equals === -1 || equals >= to) throw new XmlError('malformed', 'an attribute without a value');
      const name = this.#names.get(buffer.slice(start, trimEnd(buffer, start, equals))).text;
      const open = skipBlanks(buffer, equals + 1);
      const quote = buffer.charCodeAt(open);
      const close = quote === 34 || quote === 39 ? buffer.indexOf(quote === 34 ? '"' : "'", open + 1) : -1;
      if (close === -1 || close >= to) throw new XmlError('malformed', 'an attribute value without quotes');
      for (let seen = 0; seen < this.#attributes.length; seen += 2) {
        if (this.#attributes[seen] === name) throw new XmlError('malformed', 'an attribute twice');
      }
      this.#attributes.push(name, attributeValue(buffer.slice(open + 1, close)));
      at = close + 1;
    }
  }

  #declaration(buffer: string, at: number): number {
    const head = buffer.slice(at, at + 9);
    if (head.startsWith('<!--')) return this.#comment(buffer, at);
    if (head === '<![CDATA[') return this.#cdata(buffer, at);
    if ('<!--'.startsWith(head) || '<![CDATA['.startsWith(head)) return -1;
    if ('<!DOCTYPE'.startsWith(head)) {
      if (head.length < 9) return -1;
      throw new XmlError('refused', 'it has a document type');
    }
    throw new XmlError('malformed', 'markup that XML does not know');
  }

  #comment(buffer: string, at: number): number {
    const end = buffer.indexOf('--', at + 4);
    if (end === -1 || end + 2 >= buffer.length) return -1;
    if (buffer.charCodeAt(end + 2) !== GT) throw new XmlError('malformed', 'two hyphens within a comment');
    this.#started = true;
    return end + 3;
  }

  #cdata(buffer: string, at: number): number {
    if (this.#stack.length === 0) throw new XmlError('malformed', 'text outside the document’s element');
    const end = buffer.indexOf(']]>', at + 9);
    if (end === -1) return -1;
    if (end > at + 9) this.#handler.text(buffer.slice(at + 9, end));
    return end + 3;
  }

  #instruction(buffer: string, at: number): number {
    const end = buffer.indexOf('?>', at + 2);
    if (end === -1) return -1;
    const body = buffer.slice(at + 2, end);
    const target = /^[^ \t\n]*/.exec(body)?.[0] ?? '';
    if (target === 'xml') this.#checkXmlDeclaration(body);
    else if (target.toLowerCase() === 'xml') throw new XmlError('malformed', 'an XML declaration in a wrong place');
    else this.#names.get(target);
    this.#started = true;
    return end + 2;
  }

  #checkXmlDeclaration(body: string): void {
    if (this.#started) throw new XmlError('malformed', 'an XML declaration in a wrong place');
    const blank = '[ \\t\\n]';
    const value = (pattern: string): string => `${blank}*=${blank}*(?:"${pattern}"|'${pattern}')`;
    const form = new RegExp(
      `^xml${blank}+version${value('1\\.0')}(?:${blank}+encoding${value('[Uu][Tt][Ff]-?8')})?` +
        `(?:${blank}+standalone${value('(?:yes|no)')})?${blank}*$`,
    );
    if (!form.test(body)) throw new XmlError('refused', 'it is not XML 1.0 in UTF-8');
  }
}

function mismatch(): XmlError {
  return new XmlError('malformed', 'an end tag that does not fit');
}

function isBlank(code: number): boolean {
  return code === 32 || code === 10 || code === 9;
}

function skipBlanks(buffer: string, from: number): number {
  let at = from;
  while (isBlank(buffer.charCodeAt(at))) at += 1;
  return at;
}

function trimEnd(buffer: string, from: number, to: number): number {
  let end = to;
  while (end > from && isBlank(buffer.charCodeAt(end - 1))) end -= 1;
  return end;
}

function scanName(buffer: string, from: number): number {
  let at = from;
  while (at < buffer.length) {
    const code = buffer.charCodeAt(at);
    if (code === GT || code === SLASH || isBlank(code)) return at;
    at += 1;
  }
  return at;
}

/** Place of the `>` that ends a start tag (one within quotes does not), or -1. */
function findTagEnd(buffer: string, from: number): number {
  let at = from;
  while (at < buffer.length) {
    const code = buffer.charCodeAt(at);
    if (code === GT) return at;
    if (code === LT) throw new XmlError('malformed', 'a tag within a tag');
    if (code === 34 || code === 39) {
      at = buffer.indexOf(code === 34 ? '"' : "'", at + 1);
      if (at === -1) return -1;
    }
    at += 1;
  }
  return -1;
}

/** https://www.w3.org/TR/xml/#AVNormalize: a tab or a line end as such becomes a blank, as a reference it stays. */
function attributeValue(raw: string): string {
  if (raw.includes('<')) throw new XmlError('malformed', '“<” within an attribute value');
  const text = raw.includes('\n') || raw.includes('\t') ? raw.replace(/[\n\t]/g, ' ') : raw;
  const reference = text.indexOf('&');
  return reference === -1 ? text : decodeEntities(text, reference);
}
