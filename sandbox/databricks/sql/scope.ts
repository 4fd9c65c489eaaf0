import { duckName, type NamedType, type Typed } from './environment.ts';
import { SqlError, unknownColumn } from './sql-error.ts';

/** A relation of a FROM clause, by the name that DuckDB knows it under (unique in the statement). */
export interface ScopeRelation {
  readonly duck: string;
  readonly alias: string | null;
  /** Full name of a table, empty for subqueries. */
  readonly table: readonly string[];
  readonly columns: readonly NamedType[];
}

/** What names mean at one place of a statement. Names are matched without regard to case. */
export interface Scope {
  readonly relations: readonly ScopeRelation[];
  readonly parent: Scope | null;
}

export function same(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

function matchesQualifier(relation: ScopeRelation, qualifier: readonly string[]): boolean {
  if (qualifier.length === 1 && relation.alias !== null) return same(relation.alias, qualifier[0] ?? '');
  if (relation.alias !== null) return false;
  const tail = relation.table.slice(-qualifier.length);
  return tail.length === qualifier.length && tail.every((part, index) => same(part, qualifier[index] ?? ''));
}

/** Relations that a qualifier means; all of them without one. */
export function relationsOf(scope: Scope, qualifier: readonly string[]): readonly ScopeRelation[] {
  return qualifier.length === 0
    ? scope.relations
    : scope.relations.filter((relation) => matchesQualifier(relation, qualifier));
}

function shown(parts: readonly string[]): string {
  return parts.map((part) => `\`${part}\``).join('.');
}

/** The column that a name means. Throws SqlError 42703 if none does, 42704 if several do. */
export function resolveColumn(scope: Scope, parts: readonly string[]): Typed {
  const name = parts[parts.length - 1] ?? '';
  for (let place: Scope | null = scope; place !== null; place = place.parent) {
    const found = relationsOf(place, parts.slice(0, -1)).flatMap((relation) =>
      relation.columns.filter((column) => same(column.name, name)).map((column) => ({ relation, column })),
    );
    const [first] = found;
    if (first === undefined) continue;
    if (found.length > 1) {
      throw new SqlError('AMBIGUOUS_REFERENCE', '42704', `Reference ${shown(parts)} is ambiguous.`);
    }
    return { sql: `${first.relation.duck}.${duckName(first.column.name)}`, type: first.column.type };
  }
  const known = scope.relations.flatMap((relation) => relation.columns.map((column) => column.name));
  throw unknownColumn(shown(parts), known);
}
