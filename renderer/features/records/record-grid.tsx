import { useMemo } from 'react';
import type { RecordFilter } from '../../../shared/model/record-view.ts';
import type { Language } from '../../../shared/model/settings.ts';
import { useText } from '../../i18n/text.ts';
import { useLocale } from '../../lib/locale.ts';
import { amountName } from '../../lib/names.ts';
import { recordPath } from '../../lib/paths.ts';
import { useAsk } from '../../lib/queries.ts';
import { Link, navigate } from '../../lib/router.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Grid } from '../../ui/grid/grid.tsx';
import type { GridFooter } from '../../ui/grid/grid-types.ts';
import { useFilterWords, useFlowStreamNames } from '../lists/filter-words.ts';
import { firstRow } from '../lists/first-row.ts';
import { recordLooks } from './looks.ts';
import { recordColumns } from './record-columns.tsx';
import { recordSums, useRecordSource } from './record-source.ts';

/** Sums of everything are of use where all of it is one kind; of everything there is, they are a page of figures. */
function footerOf(filter: RecordFilter, language: Language): GridFooter<RecordFilter> {
  const amountLabel = (name: string): string => amountName(name, language);
  return { sumsOf: recordSums, sumsOfAll: filter.stream !== undefined, amountLabel };
}

interface RecordGridProps {
  readonly filter: RecordFilter;
  /** True if nothing narrows the list: then its being empty means that nothing was read. */
  readonly whole: boolean;
  readonly fileName: string;
  readonly height?: 'fill' | number;
}

/** Records in the grid: open one, select some, see their exact sums, export them. */
export function RecordGrid({ filter, whole, fileName, height = 'fill' }: RecordGridProps) {
  const text = useText();
  const { language } = useLocale();
  const columns = useMemo(() => recordColumns(text), [text]);
  const source = useRecordSource();
  const filterWords = useRecordWords(filter);
  const latest = useAsk('records.list', { filter, ...firstRow });
  return (
    <Grid
      label={text('records.list')}
      columns={columns}
      source={source}
      filter={filter}
      version={latest.dataUpdatedAt}
      keyOf={(row) => row.id}
      onOpen={(row) => {
        navigate(recordPath(row));
      }}
      selection="many"
      footer={footerOf(filter, language)}
      exportAll={{ fileName }}
      filterWords={filterWords}
      memory="records"
      initialSort={[{ column: 'label', direction: 'asc' }]}
      height={height}
      empty={
        <Empty
          text={text(whole ? 'records.none' : 'records.noneFound')}
          action={whole ? <Link to="/">{text('nav.home')}</Link> : undefined}
        />
      }
    />
  );
}

function useRecordWords(filter: RecordFilter): string[] {
  const text = useText();
  return useFilterWords([
    ...useFlowStreamNames(filter),
    ['common.state', filter.state === undefined ? undefined : text(recordLooks[filter.state].word)],
    ['record.run', filter.runId],
    ['filter.text', filter.text],
  ]);
}
