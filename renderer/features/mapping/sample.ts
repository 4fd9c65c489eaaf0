import type { ColumnMapping } from '../../../shared/mapping/mapping.ts';
import { sourceText, valueAt } from '../preview/source-text.ts';
import type { SampleRecord } from './table-facts.ts';

const none = '–';
const shown = 80;

/** What the first record that has something has for a column; empty where none has. At most 80 characters. */
export function sampleText(records: readonly SampleRecord[], listPath: string | null, column: ColumnMapping): string {
  for (const { source } of records) {
    const fromRecord = listPath === null || column.path.startsWith('^');
    const list = fromRecord ? [source] : valueAt(source, listPath);
    for (const scope of Array.isArray(list) ? list : []) {
      const found = sourceText(scope, column);
      if (found !== none && found !== '') return found.length > shown ? `${found.slice(0, shown)}…` : found;
    }
  }
  return '';
}
