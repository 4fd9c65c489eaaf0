import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packDocument, unpackDocument } from '../../../main/store/batch-codec.ts';
import { packBytes } from '../../../main/store/compression.ts';
import { findPacked } from '../../../main/store/find-packed.ts';
import { invoiceMapping } from '../../support/engine-harness.ts';
import { documentOf } from '../../support/many-records.ts';

/** Texts that look like the packed form itself. */
const nasty = fc.oneof(
  fc.string({ minLength: 1, unit: 'grapheme' }),
  fc.constantFrom('["a",', '\\', '"', ']', '[', '"documents":[', '],["', 'a\\"b', '\u2028', '[["x","y",'),
);

test('finds each document of a batch in its bytes, whatever its key and its texts look like', () => {
  fc.assert(
    fc.property(fc.uniqueArray(nasty, { minLength: 1, maxLength: 8 }), fc.array(nasty), (keys, amounts) => {
      const documents = keys.map((key) => documentOf(key, amounts[0] ?? '1', amounts));
      const packed = documents.map((one) => packDocument(one, invoiceMapping)).join(',');
      const payload = packBytes(Buffer.from(`{"id":"batch","documents":[${packed}]}`));
      for (const document of documents) {
        const found = findPacked(payload, document.key);
        if (found === null) throw new Error(`not found: ${document.key}`);
        const read = unpackDocument(found, invoiceMapping);
        expect(read.key).toBe(document.key);
        expect(read.header.values).toEqual(document.header.values);
        expect(read.lines['invoice_lines']?.map((row) => row.values)).toEqual(
          document.lines['invoice_lines']?.map((row) => row.values),
        );
      }
      if (!keys.includes('no such key')) expect(findPacked(payload, 'no such key')).toBeNull();
    }),
    { numRuns: 200 },
  );
});
