import type { JsonValue } from '../../../../shared/model/json.ts';
import { put } from './reference-value.ts';

interface Node {
  readonly name: string;
  readonly content: Record<string, JsonValue>;
  text: string;
  hasContent: boolean;
}

/**
 * What is never kept, wherever it stands and whatever a version calls it: bank data, attachments, payroll.
 */
const NEVER =
  /^(?:Settlement_Account|Settlement_Bank|Attachment|Credit_Card|Payroll_)|Bank_Account|Banking|(?:^|_)(?:Bank|IBAN|BIC|SWIFT|Payroll)(?:_|$)|^(?:File_Content|Routing_Number|Sort_Code)$/i;

/** True for an element that is never kept. */
export function isNeverKept(local: string): boolean {
  return NEVER.test(local);
}

/** Gathers an element that no plan names as JSON: texts, attributes as `@name`, repeated children as lists. */
export class RawBuilder {
  readonly #stack: Node[] = [];

  get isOpen(): boolean {
    return this.#stack.length > 0;
  }

  open(local: string, attributes: readonly string[]): void {
    const node: Node = { name: local, content: {}, text: '', hasContent: false };
    for (let at = 0; at < attributes.length; at += 2) {
      const name = attributes[at] ?? '';
      if (name === 'xmlns' || name.startsWith('xmlns:')) continue;
      put(node.content, `@${localName(name)}`, attributes[at + 1] ?? '');
      node.hasContent = true;
    }
    this.#stack.push(node);
  }

  text(text: string): void {
    const node = this.#stack.at(-1);
    if (node !== undefined) node.text += text;
  }

  /** Ends an element; the last one is put into `target`. */
  close(target: Record<string, JsonValue>): void {
    const node = this.#stack.pop();
    if (node === undefined) return;
    const parent = this.#stack.at(-1);
    if (parent !== undefined) parent.hasContent = true;
    add(parent?.content ?? target, node.name, valueOf(node));
  }
}

function valueOf(node: Node): JsonValue {
  if (!node.hasContent) return node.text;
  if (node.text.trim() !== '') put(node.content, '#text', node.text);
  return node.content;
}

function add(target: Record<string, JsonValue>, name: string, value: JsonValue): void {
  const before = Object.hasOwn(target, name) ? target[name] : undefined;
  if (before === undefined) put(target, name, value);
  else put(target, name, Array.isArray(before) ? [...(before as JsonValue[]), value] : [before, value]);
}

/** The name without its prefix. */
export function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}
