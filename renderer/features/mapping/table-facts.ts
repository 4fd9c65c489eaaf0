import type { OutputOf } from '../../../shared/contract/contract.ts';
import { fieldChoices, unmappedFields, type FieldChoice } from '../../../shared/mapping/field-choices.ts';
import type { ColumnMapping, LineMapping, StreamMapping, TableMapping } from '../../../shared/mapping/mapping.ts';
import { diffTable, type TableDiff } from '../../../shared/mapping/mapping-diff.ts';
import type { MappingProblem } from '../../../shared/mapping/mapping-problem.ts';
import { totalsColumns } from '../../../shared/mapping/totals-columns.ts';
import { mappingRisks } from '../../../shared/mapping/type-rules.ts';
import { phraseIn } from '../../../shared/phrases/phrases.ts';
import type { Language } from '../../../shared/model/settings.ts';
import { validateMapping } from '../../../shared/mapping/validate.ts';

export type Stream = OutputOf<'integrations.list'>[number]['streams'][number];
export type SampleRecord = OutputOf<'mapping.sample'>['records'][number];

/** One table of a mapping, with all that the editor shows beside it. */
export interface TableFacts {
  readonly table: TableMapping;
  /** List of the source whose items are the rows; null for the header. */
  readonly listPath: string | null;
  readonly choices: readonly FieldChoice[];
  readonly unmapped: readonly FieldChoice[];
  readonly before: TableMapping | undefined;
  readonly diff: TableDiff;
  readonly problems: readonly MappingProblem[];
  readonly risks: readonly MappingProblem[];
  /** Columns without which amounts could not be reconciled. */
  readonly forTotals: ReadonlySet<string>;
}

export function problemsOf(stream: Stream, mapping: StreamMapping): MappingProblem[] {
  return validateMapping(mapping, stream.fields, stream.totals);
}

/** Every table of a mapping, header first. Judged by the same rules as when it is saved, in the language of the reader. */
export function tableFacts(stream: Stream, mapping: StreamMapping, language: Language): TableFacts[] {
  const said = (one: MappingProblem): MappingProblem => ({ ...one, problem: phraseIn(language, one.problem) });
  const problems = problemsOf(stream, mapping).map(said);
  const risks = mappingRisks(mapping, stream.fields).map(said);
  const defaults = [stream.defaultMapping.header, ...stream.defaultMapping.lines];
  return [mapping.header, ...mapping.lines].map((table) => {
    const listPath = 'listPath' in table ? (table as LineMapping).listPath : null;
    const choices = fieldChoices(stream.fields, listPath);
    const before = defaults.find((one) => one.table === table.table);
    return {
      table,
      listPath,
      choices,
      unmapped: unmappedFields(table, choices).filter((one) => !one.path.startsWith('^')),
      before,
      diff: diffTable(table, before),
      problems: problems.filter((one) => one.table === table.table),
      risks: risks.filter((one) => one.table === table.table),
      forTotals: stream.totals === undefined ? new Set<string>() : totalsColumns(mapping, stream.totals, table.table),
    };
  });
}

/** The mapping with other columns in one table, and a version above the default's. */
export function withColumns(mapping: StreamMapping, table: string, columns: readonly ColumnMapping[]): StreamMapping {
  const change = <Table extends TableMapping>(one: Table): Table =>
    one.table === table ? { ...one, columns: [...columns] } : one;
  return { ...mapping, header: change(mapping.header), lines: mapping.lines.map(change) };
}
