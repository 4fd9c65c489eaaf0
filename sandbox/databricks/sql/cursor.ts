import { syntaxError, type SqlError } from './sql-error.ts';
import { position, tokenise, type Token } from './tokens.ts';

/** Words that cannot name an alias without AS, because they begin what follows. */
const reserved = new Set(
  `ALL AND ANTI AS BETWEEN BY CASE CROSS DELETE DISTINCT ELSE END EXCEPT EXISTS FROM FULL GROUP HAVING IN INNER INSERT INTERSECT INTO IS JOIN
  LATERAL LEFT LIKE LIMIT MATCHED MERGE MINUS NATURAL NOT NULL ON OR ORDER OUTER QUALIFY RIGHT SELECT SEMI SET TABLESAMPLE THEN UNION UPDATE USING
  VALUES WHEN WHERE WINDOW WITH`.split(/\s+/),
);

/** Reads tokens one after the other; every `expect…` throws SqlError 42601 where something else stands. */
export class Cursor {
  readonly source: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(source: string, parameters = true) {
    this.source = source;
    this.#tokens = tokenise(source, parameters);
  }

  peek(ahead = 0): Token {
    const last = this.#tokens.length - 1;
    return this.#tokens[Math.min(this.#at + ahead, last)] as Token;
  }

  next(): Token {
    const token = this.peek();
    this.#at += 1;
    return token;
  }

  error(token: Token = this.peek()): SqlError {
    const { line, column } = position(this.source, token.start);
    return syntaxError(this.source.slice(token.start, token.end), line, column);
  }

  /** True if the coming tokens are exactly these keywords or symbols. */
  sees(...keys: readonly string[]): boolean {
    return keys.every((key, index) => this.peek(index).key === key);
  }

  /** Takes them if they come. */
  accept(...keys: readonly string[]): boolean {
    if (!this.sees(...keys)) return false;
    this.#at += keys.length;
    return true;
  }

  expect(...keys: readonly string[]): void {
    for (const key of keys) if (!this.accept(key)) throw this.error();
  }

  /** A name, in backticks or plain. */
  name(): string {
    const token = this.peek();
    if (token.kind !== 'word' && token.kind !== 'quoted') throw this.error();
    return this.next().text;
  }

  /** `catalog.schema.table`, one to `most` parts. */
  qualifiedName(most = 3): string[] {
    const parts = [this.name()];
    while (this.accept('.')) parts.push(this.name());
    if (parts.length > most) throw this.error(this.peek(-1));
    return parts;
  }

  /** A text literal; adjacent literals are one text, which is why doubling a quote does not escape it. */
  text(): string {
    if (this.peek().kind !== 'string') throw this.error();
    let text = '';
    while (this.peek().kind === 'string') text += this.next().text;
    return text;
  }

  wholeNumber(): number {
    const token = this.peek();
    if (token.kind !== 'number' || !/^\d{1,9}$/.test(token.text)) throw this.error();
    return Number(this.next().text);
  }

  /** `[AS] alias`, or null. */
  alias(): string | null {
    if (this.accept('AS')) return this.name();
    const token = this.peek();
    if (token.kind === 'quoted' || (token.kind === 'word' && !reserved.has(token.key))) return this.name();
    return null;
  }

  list<Item>(item: () => Item): Item[] {
    const items = [item()];
    while (this.accept(',')) items.push(item());
    return items;
  }

  parenthesised<Item>(item: () => Item): Item[] {
    this.expect('(');
    const items = this.list(item);
    this.expect(')');
    return items;
  }
}
