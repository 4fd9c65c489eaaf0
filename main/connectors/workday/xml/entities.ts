import { XmlError } from './xml-error.ts';

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
/** `&#x10FFFF;` is the longest useful reference; leading zeros may make it longer. */
const LONGEST_REFERENCE = 64;

/** Replaces the five entities of XML and numeric references. Throws XmlError `malformed` for any other. */
export function decodeEntities(text: string, first: number): string {
  let out = text.slice(0, first);
  let at = first;
  while (at !== -1) {
    const end = text.indexOf(';', at + 1);
    if (end === -1 || end - at > LONGEST_REFERENCE) throw new XmlError('malformed', 'a reference without an end');
    out += decodeOne(text.slice(at + 1, end));
    at = text.indexOf('&', end + 1);
    out += at === -1 ? text.slice(end + 1) : text.slice(end + 1, at);
  }
  return out;
}

function decodeOne(name: string): string {
  const named = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
  if (named !== undefined) return named;
  const match = /^#(?:x([0-9a-fA-F]+)|([0-9]+))$/.exec(name);
  if (match === null) throw new XmlError('refused', 'an entity of its own');
  const code = match[1] === undefined ? Number(match[2]) : Number.parseInt(match[1], 16);
  if (!isXmlChar(code)) throw new XmlError('malformed', 'a character that XML does not allow');
  return String.fromCodePoint(code);
}

/** https://www.w3.org/TR/xml/#charsets */
function isXmlChar(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}
