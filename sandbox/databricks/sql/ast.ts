import type { SqlType } from './types.ts';

export type Expression =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'column'; readonly parts: readonly string[] }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly args: readonly Expression[];
      readonly distinct: boolean;
      readonly star: boolean;
      readonly over: Window | null;
    }
  | { readonly kind: 'cast'; readonly value: Expression; readonly type: SqlType; readonly quiet: boolean }
  | { readonly kind: 'not' | 'minus'; readonly value: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'is-null'; readonly value: Expression; readonly negated: boolean }
  | { readonly kind: 'is-boolean'; readonly value: Expression; readonly expected: boolean; readonly negated: boolean }
  | {
      readonly kind: 'in-list';
      readonly value: Expression;
      readonly list: readonly Expression[];
      readonly negated: boolean;
    }
  | { readonly kind: 'in-query'; readonly value: Expression; readonly query: Query; readonly negated: boolean }
  | {
      readonly kind: 'between';
      readonly value: Expression;
      readonly low: Expression;
      readonly high: Expression;
      readonly negated: boolean;
    }
  | { readonly kind: 'like'; readonly value: Expression; readonly pattern: Expression; readonly negated: boolean }
  | {
      readonly kind: 'case';
      readonly operand: Expression | null;
      readonly branches: readonly { readonly when: Expression; readonly then: Expression }[];
      readonly otherwise: Expression | null;
    }
  | { readonly kind: 'exists'; readonly query: Query }
  | { readonly kind: 'scalar-query'; readonly query: Query };

export type BinaryOperator =
  | 'or'
  | 'and'
  | '='
  | '<>'
  | '<'
  | '<='
  | '>'
  | '>='
  | '<=>'
  | 'distinct'
  | '+'
  | '-'
  | '*'
  | '||';

export interface Window {
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly OrderItem[];
}

export interface OrderItem {
  readonly value: Expression;
  readonly descending: boolean;
  readonly nulls: 'first' | 'last' | null;
}

export type SelectItem =
  | { readonly kind: 'star'; readonly qualifier: string | null }
  /** `label` is the source text, which names the column when there is no alias. */
  | { readonly kind: 'value'; readonly value: Expression; readonly alias: string | null; readonly label: string };

export type Relation =
  | { readonly kind: 'table'; readonly name: readonly string[]; readonly alias: string | null }
  | { readonly kind: 'query'; readonly query: Query; readonly alias: string | null }
  | {
      readonly kind: 'function';
      readonly name: string;
      readonly args: readonly NamedArgument[];
      readonly alias: string | null;
    }
  | {
      readonly kind: 'join';
      readonly type: 'INNER' | 'LEFT' | 'RIGHT' | 'FULL' | 'CROSS' | 'SEMI' | 'ANTI';
      readonly left: Relation;
      readonly right: Relation;
      readonly on: Expression | null;
    };

export interface NamedArgument {
  readonly name: string | null;
  readonly value: Expression;
}

export interface Select {
  readonly kind: 'select';
  readonly distinct: boolean;
  readonly items: readonly SelectItem[];
  readonly from: Relation | null;
  readonly where: Expression | null;
  readonly groupBy: readonly Expression[];
  readonly having: Expression | null;
  readonly qualify: Expression | null;
}

export type QueryBody =
  | Select
  | { readonly kind: 'values'; readonly rows: readonly (readonly Expression[])[] }
  | {
      readonly kind: 'set';
      readonly operator: 'UNION' | 'UNION ALL' | 'EXCEPT' | 'INTERSECT';
      readonly left: QueryBody;
      readonly right: QueryBody;
    }
  | { readonly kind: 'nested'; readonly query: Query };

export interface Query {
  readonly ctes: readonly { readonly name: string; readonly query: Query }[];
  readonly body: QueryBody;
  readonly orderBy: readonly OrderItem[];
  readonly limit: number | null;
}

export interface ColumnDefinition {
  readonly name: string;
  readonly type: SqlType;
  readonly notNull: boolean;
  readonly comment: string | null;
}

export interface Assignment {
  readonly column: string;
  readonly value: Expression;
}

export type MergeAction =
  | { readonly kind: 'update'; readonly assignments: readonly Assignment[] | 'all' }
  | { readonly kind: 'delete' }
  | { readonly kind: 'insert'; readonly assignments: readonly Assignment[] | 'all' };

export interface MergeClause {
  readonly when: 'matched' | 'not-matched' | 'not-matched-by-source';
  readonly condition: Expression | null;
  readonly action: MergeAction;
}

export interface Merge {
  readonly kind: 'merge';
  readonly target: readonly string[];
  readonly alias: string | null;
  readonly source: Relation;
  readonly on: Expression;
  readonly clauses: readonly MergeClause[];
}

export type Properties = Readonly<Record<string, string>>;

export interface CreateTable {
  readonly kind: 'create-table';
  readonly name: readonly string[];
  readonly ifNotExists: boolean;
  readonly columns: readonly ColumnDefinition[];
  readonly primaryKey: { readonly name: string | null; readonly columns: readonly string[] } | null;
  readonly clusterBy: readonly string[];
  readonly comment: string | null;
  readonly properties: Properties;
}

export type Statement =
  | { readonly kind: 'query'; readonly query: Query }
  | Merge
  | CreateTable
  | {
      readonly kind: 'create-schema' | 'create-volume';
      readonly name: readonly string[];
      readonly ifNotExists: boolean;
      readonly comment: string | null;
    }
  | { readonly kind: 'add-columns'; readonly name: readonly string[]; readonly columns: readonly ColumnDefinition[] }
  | { readonly kind: 'alter-type'; readonly name: readonly string[]; readonly column: string; readonly type: SqlType }
  | { readonly kind: 'set-properties'; readonly name: readonly string[]; readonly properties: Properties }
  | { readonly kind: 'comment-table'; readonly name: readonly string[]; readonly comment: string | null }
  | {
      readonly kind: 'drop';
      readonly object: 'table' | 'schema' | 'volume';
      readonly name: readonly string[];
      readonly ifExists: boolean;
      readonly cascade: boolean;
    }
  | {
      readonly kind: 'insert';
      readonly name: readonly string[];
      readonly columns: readonly string[] | null;
      readonly query: Query;
    }
  | {
      readonly kind: 'update';
      readonly name: readonly string[];
      readonly alias: string | null;
      readonly assignments: readonly Assignment[];
      readonly where: Expression | null;
    }
  | {
      readonly kind: 'delete';
      readonly name: readonly string[];
      readonly alias: string | null;
      readonly where: Expression | null;
    }
  | { readonly kind: 'history'; readonly name: readonly string[] };
