import { useEffect, useRef, useState, type ClipboardEvent } from 'react';
import { useText } from '../../i18n/text.ts';
import { call } from '../../lib/client.ts';
import { copyText } from '../../lib/clipboard.ts';
import { tsvOf } from '../../../shared/csv.ts';
import { saveTextFile } from '../../lib/save-file.ts';
import type { GridModel } from './grid-model.ts';
import { csvParts, heldTsv, readTsv } from './grid-output.ts';
import type { GridColumn } from './grid-types.ts';
import { isNoneChosen } from './selection.ts';

export interface Output {
  /** Rows written so far; null while nothing is exported. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly exportCsv: () => void;
  readonly stop: () => void;
  /** Copies the selected rows. */
  readonly copy: () => void;
  /** Answers the page's own copy command. */
  readonly onCopy: (event: ClipboardEvent) => void;
}

interface OutputOptions<Row, Filter> {
  readonly model: GridModel<Row, Filter>;
  readonly columns: readonly GridColumn<Row>[];
  readonly fileName: string;
  readonly announce: (text: string) => void;
}

/** What leaves the grid: rows for the clipboard as tab-separated raw values, and a CSV file. */
export function useOutput<Row, Filter>(options: OutputOptions<Row, Filter>): Output {
  const { model, columns, fileName, announce } = options;
  const text = useText();
  const [progress, setProgress] = useState<Output['progress']>(null);
  const work = useRef<AbortController | null>(null);
  useEffect(() => () => work.current?.abort(), []);
  const begin = (): AbortSignal => {
    work.current?.abort();
    work.current = new AbortController();
    return work.current.signal;
  };
  const exportCsv = async (): Promise<void> => {
    const signal = begin();
    const onProgress = (done: number, total: number): void => {
      if (!signal.aborted) setProgress({ done, total });
    };
    onProgress(0, model.cache.state().total ?? 0);
    try {
      const { parts, rows } = await csvParts({ model, columns, signal, onProgress }, model.state().chosen);
      saveTextFile(`${fileName}.csv`, 'text/csv;charset=utf-8', parts);
      announce(text('grid.exported', { count: rows }));
      // Where it cannot be written down, the file is saved all the same.
      call('audit.note-export', { file: `${fileName}.csv`, format: 'csv', rows }).catch(() => undefined);
    } catch {
      if (!signal.aborted) announce(text('grid.exportFailed'));
    }
    setProgress(null);
  };
  const copyRows = async (): Promise<void> => {
    const signal = begin();
    const { chosen } = model.state();
    try {
      const { text: lines, rows } =
        heldTsv(model, columns, chosen) ?? (await readTsv({ model, columns, signal }, chosen));
      announce((await copyText(lines)) ? text('grid.copied', { count: rows }) : text('grid.copyFailed'));
    } catch {
      if (!signal.aborted) announce(text('grid.copyFailed'));
    }
  };
  return {
    progress,
    exportCsv: () => void exportCsv(),
    stop: () => {
      work.current?.abort();
      setProgress(null);
    },
    copy: () => void copyRows(),
    onCopy: (event) => {
      // Text that a person marked in a cell is theirs to copy.
      if (document.getSelection()?.isCollapsed === false) return;
      event.preventDefault();
      const { chosen } = model.state();
      const none = isNoneChosen(chosen, model.cache.state().total ?? 0);
      const held = none ? cellTsv(model, columns) : heldTsv(model, columns, chosen);
      if (held === undefined) {
        if (!none) void copyRows();
        return;
      }
      event.clipboardData.setData('text/plain', held.text);
      announce(none ? text('grid.copiedCell') : text('grid.copied', { count: held.rows }));
    },
  };
}

function cellTsv<Row, Filter>(
  model: GridModel<Row, Filter>,
  columns: readonly GridColumn<Row>[],
): { readonly text: string; readonly rows: number } | undefined {
  const { focus } = model.state();
  const row = model.cache.rowAt(focus.row);
  const column = columns.find((each) => each.id === focus.column);
  return row === undefined || column === undefined ? undefined : { text: tsvOf([[column.value(row)]]), rows: 0 };
}
