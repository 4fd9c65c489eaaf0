import type { ValueKind } from '../values.ts';

/** One property of an entity: Exact's name, the name that records carry, what it holds. */
export interface FieldSpec {
  readonly name: string;
  readonly field: string;
  readonly kind: ValueKind;
}

/** `VATAmountDC` is `vat_amount_dc`, `GLAccountCode` is `gl_account_code`, `AmountVATFC` is `amount_vat_fc`. */
export function fieldName(name: string): string {
  return name
    .replace(/VAT(?=[A-Z])/g, 'Vat')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}

/** Properties by what they hold, each list of names separated by blanks. */
export function fieldsOf(names: Partial<Readonly<Record<ValueKind, string>>>): readonly FieldSpec[] {
  const kinds = Object.entries(names) as [ValueKind, string][];
  return kinds.flatMap(([kind, list]) => list.split(/\s+/).map((name) => ({ name, field: fieldName(name), kind })));
}
