import { Table2 } from 'lucide-react';
import { useState } from 'react';
import { useText, type Translate } from '../../i18n/text.ts';
import { useNow } from '../../lib/now.ts';
import { runsPath } from '../../lib/paths.ts';
import { Link } from '../../lib/router.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Count } from '../../ui/money.tsx';
import { Table } from '../../ui/table.tsx';
import { LookBadge } from '../runs/look-badge.tsx';
import { runLooks } from '../runs/words.ts';
import type { Overview } from './cause.ts';
import { hourText } from './day-text.ts';
import { slotsOf, type Slot } from './slots.ts';
import styles from './strip.module.css';

/** The last 24 hours of a flow, one bar an hour; a bar leads to the runs of its hour. The same stands in a table. */
export function Strip({ row }: { readonly row: Overview }) {
  const text = useText();
  const [asTable, setAsTable] = useState(false);
  const slots = slotsOf(row.hours, useNow());
  const close = (): void => {
    setAsTable(false);
  };
  return (
    <div className={styles.strip}>
      <ol className={styles.bars} aria-label={text('home.stripOf', { flow: row.flow.name })}>
        {slots.map((slot) => (
          <Bar key={slot.fromUtc} slot={slot} flowId={row.flow.id} />
        ))}
      </ol>
      <IconButton
        icon={Table2}
        label={text('home.stripTable', { flow: row.flow.name })}
        onClick={() => {
          setAsTable(true);
        }}
      />
      <Dialog
        open={asTable}
        onClose={close}
        title={text('home.stripOf', { flow: row.flow.name })}
        actions={<Button onClick={close}>{text('common.close')}</Button>}
      >
        <SlotTable slots={slots} flow={row.flow} />
      </Dialog>
    </div>
  );
}

function Bar({ slot, flowId }: { readonly slot: Slot; readonly flowId: string }) {
  const text = useText();
  const words = slotWords(slot, text);
  if (slot.state === null) {
    return (
      <li className={styles.slot} title={words}>
        <span className={styles.none} />
      </li>
    );
  }
  // Too narrow to be stepped through one by one with Tab: the table, a Tab further, has the same links.
  return (
    <li className={styles.slot} title={words}>
      <Link
        to={runsPath({ flowId, fromUtc: slot.fromUtc, toUtc: slot.toUtc })}
        tabIndex={-1}
        aria-label={words}
        className={styles.link}
      >
        <span className={styles.bar} data-state={slot.state} />
      </Link>
    </li>
  );
}

function SlotTable({ slots, flow }: { readonly slots: readonly Slot[]; readonly flow: Overview['flow'] }) {
  const text = useText();
  const newestFirst = [...slots].reverse();
  return (
    <div className={styles.table}>
      <Table
        label={text('home.stripOf', { flow: flow.name })}
        rows={newestFirst}
        keyOf={(slot) => slot.fromUtc}
        columns={[
          {
            id: 'hour',
            header: text('home.hour'),
            kind: 'main',
            cell: (slot) =>
              slot.runs === 0 ? (
                spanOf(slot)
              ) : (
                <Link to={runsPath({ flowId: flow.id, fromUtc: slot.fromUtc, toUtc: slot.toUtc })}>{spanOf(slot)}</Link>
              ),
          },
          { id: 'runs', header: text('nav.runs'), kind: 'number', cell: (slot) => <Count value={slot.runs} /> },
          {
            id: 'state',
            header: text('home.worst'),
            cell: (slot) => (slot.state === null ? text('common.none') : <LookBadge look={runLooks[slot.state]} />),
          },
        ]}
      />
    </div>
  );
}

/** “14:00 – 15:00: 2 runs, Failed”. */
function slotWords(slot: Slot, text: Translate): string {
  const hours = spanOf(slot);
  return slot.state === null
    ? text('home.slotEmpty', { hours })
    : text('home.slot', { hours, count: slot.runs, state: text(runLooks[slot.state].word) });
}

function spanOf(slot: Slot): string {
  return `${hourText(slot.fromUtc)} – ${hourText(slot.toUtc)}`;
}
