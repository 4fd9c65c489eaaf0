import { Refusal } from '../reply.ts';
import { tokensOf, type Literal, type Token } from './lexer.ts';
import type { Entry, FieldType, Shape } from './shape.ts';
import { comparable, compareValues, fitted, valueOf, type Value } from './values.ts';

export type Predicate = (entry: Entry) => boolean;

/** A filter, and the fields that it names. */
export interface Filter {
  readonly test: Predicate;
  readonly fields: ReadonlySet<string>;
}

type Side =
  | { readonly kind: 'field'; readonly name: string; readonly type: FieldType; read(entry: Entry): Value }
  | { readonly kind: 'literal'; readonly literal: Literal }
  | { readonly kind: 'boolean'; test: Predicate };

const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
};
/** Functions on text that answer yes or no: the place of the part that is looked for, and what is asked. */
const TESTS: Readonly<Record<string, { readonly part: 0 | 1; holds(whole: string, part: string): boolean }>> = {
  substringof: { part: 0, holds: (whole, part) => whole.includes(part) },
  startswith: { part: 1, holds: (whole, part) => whole.startsWith(part) },
  endswith: { part: 1, holds: (whole, part) => whole.endsWith(part) },
};
const IS_TEXT = new Set<FieldType>(['string', 'padded', 'code']);
const DEEPEST = 100;

function textOf(side: Side): (entry: Entry) => string | null {
  if (side.kind === 'field' && IS_TEXT.has(side.type))
    return (entry) => {
      const value = side.read(entry);
      return typeof value === 'string' ? value : null;
    };
  if (side.kind === 'literal' && typeof side.literal.value === 'string' && side.literal.kind === 'string') {
    const { value } = side.literal;
    return () => value;
  }
  throw new Refusal(400, 'The function takes text only.');
}

class Parser {
  readonly fields = new Set<string>();
  readonly #shape: Shape;
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(shape: Shape, tokens: readonly Token[]) {
    this.#shape = shape;
    this.#tokens = tokens;
  }

  whole(): Predicate {
    const test = this.#or();
    if (this.#at < this.#tokens.length) throw new Refusal(400, 'Syntax error: the expression does not end.');
    return test;
  }

  #or(): Predicate {
    const parts = [this.#and()];
    while (this.#takeWord('or')) parts.push(this.#and());
    return parts.length === 1 ? (parts[0] as Predicate) : (entry) => parts.some((part) => part(entry));
  }

  #and(): Predicate {
    const parts = [this.#not()];
    while (this.#takeWord('and')) parts.push(this.#not());
    return parts.length === 1 ? (parts[0] as Predicate) : (entry) => parts.every((part) => part(entry));
  }

  #not(): Predicate {
    if (!this.#takeWord('not')) return this.#comparison();
    const inner = this.#not();
    return (entry) => !inner(entry);
  }

  #comparison(): Predicate {
    const left = this.#side();
    const word = this.#peek();
    const holds = word?.kind === 'name' ? COMPARISONS[word.text] : undefined;
    if (holds === undefined) {
      if (left.kind === 'boolean') return left.test;
      if (left.kind === 'field' && left.type === 'boolean') return (entry) => left.read(entry) === true;
      throw new Refusal(400, 'Expression of type Edm.Boolean expected.');
    }
    this.#at += 1;
    return compared(left, this.#side(), holds);
  }

  #side(): Side {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    if (token?.kind === 'literal') return { kind: 'literal', literal: token.literal };
    if (token?.kind === 'sign' && token.text === '(') {
      this.#depth += 1;
      if (this.#depth > DEEPEST) throw new Refusal(400, 'The expression is nested too deeply.');
      const test = this.#or();
      this.#expect(')');
      this.#depth -= 1;
      return { kind: 'boolean', test };
    }
    if (token?.kind !== 'name') throw new Refusal(400, 'Syntax error: an expression is missing.');
    const next = this.#peek();
    if (next?.kind === 'sign' && next.text === '(') return this.#call(token.text);
    const type = comparable(this.#shape, token.text);
    this.fields.add(token.text);
    return { kind: 'field', name: token.text, type, read: (entry) => valueOf(entry, token.text, type) };
  }

  #call(name: string): Side {
    this.#expect('(');
    const sides = [this.#side()];
    while (this.#takeSign(',')) sides.push(this.#side());
    this.#expect(')');
    const test = TESTS[name];
    if (name === 'trim' && sides.length === 1) {
      const text = textOf(sides[0] as Side);
      return { kind: 'field', name, type: 'string', read: (entry) => text(entry)?.trim() ?? null };
    }
    if (test === undefined || sides.length !== 2) throw new Refusal(400, `Unknown function '${name}'.`);
    const [a, b] = sides.map(textOf) as [ReturnType<typeof textOf>, ReturnType<typeof textOf>];
    const [whole, part] = test.part === 0 ? [b, a] : [a, b];
    return { kind: 'boolean', test: (entry) => test.holds(whole(entry) ?? '', part(entry) ?? '\u0000') };
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #takeWord(text: string): boolean {
    const token = this.#peek();
    if (token?.kind !== 'name' || token.text !== text) return false;
    this.#at += 1;
    return true;
  }

  #takeSign(text: string): boolean {
    const token = this.#peek();
    if (token?.kind !== 'sign' || token.text !== text) return false;
    this.#at += 1;
    return true;
  }

  #expect(text: string): void {
    if (!this.#takeSign(text)) throw new Refusal(400, `Syntax error: '${text}' expected.`);
  }
}

function compared(left: Side, right: Side, holds: (order: number) => boolean): Predicate {
  if (left.kind === 'boolean' || right.kind === 'boolean') {
    const [asked, other] =
      left.kind === 'boolean' ? [left, right] : [right as Extract<Side, { kind: 'boolean' }>, left];
    if (other.kind !== 'literal' || typeof other.literal.value !== 'boolean')
      throw new Refusal(400, 'A function can be compared with true or false only.');
    const { value } = other.literal;
    return (entry) => holds(asked.test(entry) === value ? 0 : 1);
  }
  if (left.kind === right.kind)
    throw new Refusal(400, 'Comparing fields with fields, or values with values, is not supported.');
  const isTurned = left.kind === 'literal';
  const [field, literal] = (isTurned ? [right, left] : [left, right]) as [
    Extract<Side, { kind: 'field' }>,
    Extract<Side, { kind: 'literal' }>,
  ];
  const value = fitted(literal.literal, field.type, field.name);
  const isForOrder = holds(-1) !== holds(1);
  return (entry) => {
    const own = field.read(entry);
    // Nothing is neither more nor less than something.
    if (isForOrder && (own === null || value === null)) return false;
    const order = compareValues(own, value);
    return holds(isTurned ? -order : order);
  };
}

/** Reads a `$filter` (reference page §3.2). Throws a 400 for what Exact would not understand. */
export function parseFilter(text: string, shape: Shape): Filter {
  const parser = new Parser(shape, tokensOf(text));
  return { test: parser.whole(), fields: parser.fields };
}
