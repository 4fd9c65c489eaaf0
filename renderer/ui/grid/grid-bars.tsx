import type { ReactNode } from 'react';
import { Copy, Download, Printer, TriangleAlert, X } from 'lucide-react';
import type { CurrencySum } from '../../../shared/contract/paging.ts';
import { useText } from '../../i18n/text.ts';
import { formatCount } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { Button } from '../button.tsx';
import { Money } from '../money.tsx';
import { ColumnChooser } from './column-menu.tsx';
import styles from './grid-bars.module.css';
import type { GridColumns } from './use-grid-columns.ts';
import type { Output } from './use-output.ts';
import { printLimit, type Print } from './use-print.ts';
import type { Sums } from './use-sums.ts';

interface ToolbarProps<Row> {
  readonly label: string;
  readonly columns: GridColumns<Row>;
  readonly output: Output;
  readonly print: Omit<Print<Row>, 'paper'>;
  readonly exports: boolean;
  /** Rows selected. */
  readonly count: number;
  readonly actions: ReactNode;
  readonly onClear: () => void;
}

/** Above the rows: what can be done with those selected, and with the list. */
export function GridToolbar<Row>(props: ToolbarProps<Row>) {
  const { label, columns, output, print, exports, count, actions, onClear } = props;
  const text = useText();
  return (
    <div role="group" aria-label={text('grid.toolbar', { label })} className={styles.toolbar}>
      <div className={styles.side}>
        {count === 0 ? null : (
          <>
            <Button kind="quiet" icon={X} onClick={onClear}>
              {text('grid.clear')}
            </Button>
            <Button kind="quiet" icon={Copy} onClick={output.copy}>
              {text('grid.copy')}
            </Button>
            {actions}
          </>
        )}
      </div>
      <div className={styles.side}>
        {exports ? (
          <>
            {print.cutFrom === null ? null : <CutNote total={print.cutFrom} />}
            <ExportButton output={output} some={count > 0} />
            <Button kind="quiet" icon={Printer} busy={print.busy} onClick={print.print}>
              {text('grid.print')}
            </Button>
          </>
        ) : null}
        <ColumnChooser columns={columns} />
      </div>
    </div>
  );
}

/** After a print of a list that is longer than what goes on paper: the file next to it has the rest. */
function CutNote({ total }: { readonly total: number }) {
  const text = useText();
  const locale = useLocale();
  return (
    <span className={styles.muted}>
      {text('grid.printedPart', { shown: formatCount(printLimit, locale), total: formatCount(total, locale) })}
    </span>
  );
}

function ExportButton({ output, some }: { readonly output: Output; readonly some: boolean }) {
  const text = useText();
  const locale = useLocale();
  if (output.progress === null) {
    return (
      <Button kind="quiet" icon={Download} onClick={output.exportCsv}>
        {text(some ? 'grid.exportSelected' : 'grid.export')}
      </Button>
    );
  }
  const { done, total } = output.progress;
  return (
    <span className={styles.progress}>
      {text('grid.exporting', { done: formatCount(done, locale), total: formatCount(total, locale) })}
      <Button kind="quiet" onClick={output.stop}>
        {text('grid.stop')}
      </Button>
    </span>
  );
}

interface FooterProps {
  /** Null until the first answer. */
  readonly total: number | null;
  readonly count: number;
  readonly selecting: boolean;
  readonly sums: Sums;
  readonly amountLabel: ((amountName: string) => string) | undefined;
  /** Rows in sight that could not be read, though others were. */
  readonly partial: boolean;
  readonly onRetry: () => void;
}

/** Below the rows: how many there are, how many are selected, and exact sums, each currency by itself. */
export function GridFooterBar(props: FooterProps) {
  const { total, count, selecting, sums, amountLabel, partial, onRetry } = props;
  const text = useText();
  return (
    <div className={styles.footer} role="group" aria-label={text('grid.sums')}>
      <div className={styles.side}>
        {total === null ? null : <span>{text('grid.rows', { count: total })}</span>}
        {count === 0 ? null : (
          <strong>
            {text('grid.selected', { count: sums.value !== null && !sums.stale ? sums.value.count : count })}
          </strong>
        )}
        {selecting ? <span className={styles.muted}>{text('grid.selecting')}</span> : null}
        {partial ? <Trouble text={text('grid.partial')} onRetry={onRetry} /> : null}
      </div>
      <div className={styles.side}>
        {sums.failed ? (
          <Trouble text={text('grid.sumsFailed')} onRetry={sums.again} />
        ) : (
          <SumList sums={sums} all={count === 0} amountLabel={amountLabel} />
        )}
      </div>
    </div>
  );
}

function SumList(props: {
  readonly sums: Sums;
  readonly all: boolean;
  readonly amountLabel: FooterProps['amountLabel'];
}) {
  const { sums, all, amountLabel } = props;
  const text = useText();
  if (sums.value === null || sums.value.sums.length === 0) return null;
  const word = (sum: CurrencySum): string =>
    sum.amountName === undefined ? '' : (amountLabel?.(sum.amountName) ?? sum.amountName);
  return (
    <>
      <span className={styles.muted}>{text(all ? 'grid.all' : 'grid.selection')}</span>
      <ul className={styles.sums} aria-label={text(all ? 'grid.all' : 'grid.selection')} aria-busy={sums.stale}>
        {sums.value.sums.map((sum) => (
          <li key={`${sum.amountName ?? ''} ${sum.currency}`}>
            {sum.amountName === undefined ? null : <span className={styles.muted}>{word(sum)} </span>}
            <Money amount={sum.amount} currency={sum.currency} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Trouble({ text: words, onRetry }: { readonly text: string; readonly onRetry: () => void }) {
  const text = useText();
  return (
    <span role="alert" className={styles.trouble}>
      <TriangleAlert aria-hidden size={15} />
      {words}
      <Button kind="quiet" onClick={onRetry}>
        {text('grid.again')}
      </Button>
    </span>
  );
}
