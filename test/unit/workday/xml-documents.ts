import fc from 'fast-check';

/** Text as it may stand in a document: entities, line ends, scripts, brackets. */
const text = fc
  .array(
    fc.constantFrom(
      'Acme', ' ', '\n', '\r\n', '\r', '\t', '&amp;', '&lt;', '&#10;', '&#x1F600;', '&apos;', ']]', ']', '>', 'é', '漢字', '😀',
      '--', '"', "'", '1190.00', '&quot;', '<![CDATA[<b>&amp;]]]]>', '<!-- no - comment -->', '<?pi some data?>', '=', '/',
    ), // oxfmt-ignore
    { maxLength: 6 },
  )
  // Two pieces may together end a CDATA section, which is not allowed.
  .map((pieces) =>
    pieces
      .join('')
      .replaceAll(']]>', ']] >')
      .replace(/(<!\[CDATA\[[^<]*<b>&amp;\]\]\]\]) >/g, '$1>'),
  );

const attribute = fc.tuple(
  fc.constantFrom('wd:type', 'wd:Descriptor', 'version', 'xml:lang', 'ä', '_a.b-c'),
  fc.array(fc.constantFrom('x', ' ', '\n', '\t', '&amp;', '&#9;', '&lt;', '>', '/', '漢', "'", '='), { maxLength: 4 }),
  fc.constantFrom(' ', '\n ', '\t', ' \r\n'),
  fc.constantFrom('=', ' = ', '\n='),
);

const attributes = fc
  .uniqueArray(attribute, { maxLength: 3, selector: ([name]) => name })
  .map((list) => list.map(([name, value, blank, equals]) => `${blank}${name}${equals}"${value.join('')}"`).join(''));

const element: fc.Arbitrary<string> = fc.letrec<{ element: string; content: string }>((tie) => ({
  element: fc
    .tuple(
      fc.constantFrom('wd:Memo', 'wd:ID', 'wd:Supplier_Reference', 'a', 'Élan', 'wd:Ship-To', 'a.b'),
      attributes,
      fc.constantFrom('', ' ', '\n'),
      fc.oneof({ maxDepth: 4, withCrossShrink: true }, fc.constant(null), tie('content')),
    )
    .map(([name, list, blank, content]) =>
      content === null ? `<${name}${list}${blank}/>` : `<${name}${list}${blank}>${content}</${name}${blank}>`,
    ),
  content: fc
    .tuple(text, fc.array(fc.tuple(tie('element'), text), { maxLength: 3 }))
    .map(([first, rest]) => first + rest.map(([child, after]) => child + after).join('')),
})).element;

/** Well-formed documents with all that our reader accepts. */
export const documents: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(
      '',
      '<?xml version="1.0" encoding="UTF-8"?>',
      "<?xml version='1.0'?>\n",
      '<?xml version="1.0" standalone="yes" ?>',
    ),
    fc.constantFrom('', '\n', '<!-- before -->', '<?style x?>\n'),
    element,
    fc.constantFrom('', '\n', ' \t\n<!-- after -->\n', '<?end?>'),
  )
  .map((parts) => parts.join(''));

/** Cuts a text at the given places, each a share of its length. */
export function cutAt(document: string, shares: readonly number[]): string[] {
  const places = [...new Set(shares.map((share) => Math.floor(share * document.length)))].sort((a, b) => a - b);
  const pieces: string[] = [];
  let from = 0;
  for (const place of places) {
    pieces.push(document.slice(from, place));
    from = place;
  }
  pieces.push(document.slice(from));
  return pieces;
}

export const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });
