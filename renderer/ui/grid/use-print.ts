import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useText } from '../../i18n/text.ts';
import { printRequest } from '../../lib/printing.ts';
import type { GridModel } from './grid-model.ts';
import { readRows } from './row-keys.ts';

/** Most rows that go on paper; a file is the way for more. */
export const printLimit = 5_000;

/** The list as it was when it was read for the paper. */
export interface Paper<Row> {
  readonly rows: readonly Row[];
  /** How many rows the list had, also beyond those on paper. */
  readonly total: number;
  readonly atUtc: string;
}

export interface Print<Row> {
  /** What goes on paper; null while only the rows that are held can. */
  readonly paper: Paper<Row> | null;
  readonly busy: boolean;
  /** How many rows the list had that was printed last, where not all of them went on paper; else null. */
  readonly cutFrom: number | null;
  readonly print: () => void;
}

interface PrintOptions<Row, Filter> {
  readonly model: GridModel<Row, Filter>;
  /** False for a grid that offers no output: the keys then mean what they mean to the browser. */
  readonly enabled: boolean;
  readonly announce: (text: string) => void;
}

/** Prints the whole list, up to `printLimit` rows: by the button of the toolbar, and by the keys for printing. */
export function usePrint<Row, Filter>({ model, enabled, announce }: PrintOptions<Row, Filter>): Print<Row> {
  const text = useText();
  const [paper, setPaper] = useState<Paper<Row> | null>(null);
  const [busy, setBusy] = useState(false);
  const [cutFrom, setCutFrom] = useState<number | null>(null);
  const work = useRef<AbortController | null>(null);
  useEffect(() => () => work.current?.abort(), [model]);
  const print = async (): Promise<void> => {
    work.current?.abort();
    work.current = new AbortController();
    const { signal } = work.current;
    setBusy(true);
    try {
      const read = await readPaper(model, signal);
      if (read === null) return;
      flushSync(() => {
        setPaper(read);
        setCutFrom(read.total > printLimit ? read.total : null);
      });
      window.print();
    } catch {
      if (!signal.aborted) announce(text('grid.printFailed'));
    } finally {
      if (!signal.aborted) setBusy(false);
    }
  };
  useAfterPrint(() => {
    setPaper(null);
  });
  usePrintRequests(enabled, () => void print());
  return { paper, busy, cutFrom, print: () => void print() };
}

/** The rows of the list as it is asked for now; null if nothing was asked yet. */
async function readPaper<Row, Filter>(model: GridModel<Row, Filter>, signal: AbortSignal): Promise<Paper<Row> | null> {
  if (model.asked === undefined) return null;
  const { sort, filter } = model.asked;
  const atUtc = new Date().toISOString();
  const reading = { source: model.source, sort, filter, signal, frozen: crypto.randomUUID() };
  const rows: Row[] = [];
  let total = 0;
  for await (const page of readRows(reading, 0, printLimit - 1)) {
    for (const row of page.rows) rows.push(row);
    total = page.total;
  }
  return { rows, total, atUtc };
}

function useAfterPrint(handle: () => void): void {
  const latest = useLatest(handle);
  useEffect(() => {
    const after = (): void => {
      latest.current();
    };
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('afterprint', after);
    };
  }, [latest]);
}

/** The browser would print at once what is held; reading all rows takes a moment. Of several grids, one answers, once. */
function usePrintRequests(enabled: boolean, print: () => void): void {
  const latest = useLatest(print);
  useEffect(() => {
    if (!enabled) return;
    const answer = (event: Event): void => {
      if (event.defaultPrevented) return;
      event.preventDefault();
      latest.current();
    };
    const onKey = (event: KeyboardEvent): void => {
      const isPrint = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key === 'p';
      if (isPrint) answer(event);
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener(printRequest, answer);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener(printRequest, answer);
    };
  }, [enabled, latest]);
}

function useLatest<Value>(value: Value): { readonly current: Value } {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}
