import { describe, expect, it } from 'vitest';
import { PackedDocuments } from '../../../main/store/packed-documents.ts';

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

describe('packed documents', () => {
  it('stand between what comes before and after, with commas between', () => {
    const packed = new PackedDocuments();
    expect(packed.add('["é"]')).toBe(6);
    expect(packed.add('["€",1]')).toBe(10);
    expect(packed.count).toBe(2);
    expect(textOf(packed.between('{"documents":[', ']}'))).toBe('{"documents":[["é"],["€",1]]}');
  });

  it('are used again for the next batch, without a trace of the one before', () => {
    const packed = new PackedDocuments();
    packed.add('["a long one before"]');
    packed.between('{', '}');
    packed.clear();
    expect(packed.count).toBe(0);
    packed.add('[2]');
    expect(textOf(packed.between('<', '>'))).toBe('<[2]>');
    expect(textOf(packed.between('<<', '>>'))).toBe('<<[2]>>');
  });

  it('grow beyond the memory they began with, and take a beginning longer than its room', () => {
    const packed = new PackedDocuments();
    const documents = Array.from({ length: 300 }, (_, index) => `["${'ä'.repeat(5_000)}",${String(index)}]`);
    for (const document of documents) packed.add(document);
    const head = `{"note":"${'n'.repeat(20_000)}","documents":[`;
    expect(textOf(packed.between(head, ']}'))).toBe(`${head}${documents.join(',')}]}`);
    packed.clear();
    packed.add(`["${'€'.repeat(2_000_000)}"]`);
    expect(packed.between('', '').byteLength).toBe(6_000_004);
  });
});
