import type { ColumnType, Transform } from '../../../shared/mapping/mapping.ts';
import type { MatchReason } from '../../../shared/mapping/field-choices.ts';
import type { TextId, Translate } from '../../i18n/text.ts';

export const typeKinds = [
  'text',
  'decimal',
  'integer',
  'date',
  'timestamp',
  'boolean',
  'json',
] as const satisfies readonly ColumnType['kind'][];

export const ruleKinds = [
  'copy',
  'trim',
  'first-of',
  'constant',
  'lookup',
  'join',
  'cut',
  'to-json',
] as const satisfies readonly Transform['kind'][];

export const ruleNames: Readonly<Record<Transform['kind'], TextId>> = {
  copy: 'mapping.rule.copy',
  trim: 'mapping.rule.trim',
  'first-of': 'mapping.rule.firstOf',
  constant: 'mapping.rule.constant',
  lookup: 'mapping.rule.lookup',
  join: 'mapping.rule.join',
  cut: 'mapping.rule.cut',
  'to-json': 'mapping.rule.toJson',
};

export const reasonNames: Readonly<Record<MatchReason, TextId>> = {
  'same-name': 'mapping.match.sameName',
  'reference-part': 'mapping.match.referencePart',
  'similar-name': 'mapping.match.similarName',
  chosen: 'mapping.match.chosen',
  constant: 'mapping.match.constant',
};

/** A column type in words, with its digits where it has them. */
export function typeText(text: Translate, type: ColumnType, many = false): string {
  const name =
    type.kind === 'decimal'
      ? text('mapping.kind.decimalOf', { precision: String(type.precision), scale: String(type.scale) })
      : text(`mapping.kind.${type.kind}`);
  return many ? text('mapping.kind.many', { type: name }) : name;
}

/** A rule in a few words, with its parameters. */
export function ruleText(text: Translate, rule: Transform): string {
  switch (rule.kind) {
    case 'constant':
      return text('mapping.rule.constantOf', { value: rule.value });
    case 'first-of':
      return text('mapping.rule.firstOfOf', { count: rule.otherPaths.length + 1 });
    case 'lookup':
      return text('mapping.rule.lookupOf', { count: Object.keys(rule.table).length });
    case 'join':
      return text('mapping.rule.joinOf', { separator: rule.separator });
    case 'cut':
      return text('mapping.rule.cutOf', { length: rule.length });
    case 'copy':
    case 'trim':
    case 'to-json':
      return text(ruleNames[rule.kind]);
  }
}

/** A rule of a kind with parameters to start from. */
export function newRule(kind: Transform['kind'], sample: string): Transform {
  switch (kind) {
    case 'first-of':
      return { kind, otherPaths: [''] };
    case 'constant':
      return { kind, value: '' };
    case 'lookup':
      return { kind, table: sample === '' ? {} : { [sample]: sample } };
    case 'join':
      return { kind, separator: ', ' };
    case 'cut':
      return { kind, length: 100 };
    case 'copy':
    case 'trim':
    case 'to-json':
      return { kind };
  }
}

/** A type of a kind with digits to start from: amounts as money is kept. */
export function newType(kind: ColumnType['kind']): ColumnType {
  return kind === 'decimal' ? { kind, precision: 38, scale: 6 } : { kind };
}
