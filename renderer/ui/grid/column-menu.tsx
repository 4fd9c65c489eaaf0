import { type RefObject } from 'react';
import { Menu } from '@base-ui/react/menu';
import { Check, Columns3 } from 'lucide-react';
import { useText } from '../../i18n/text.ts';
import { Button } from '../button.tsx';
import styles from './grid-menu.module.css';
import type { GridColumns } from './use-grid-columns.ts';

/** How much wider or narrower one step of the menu makes a column, in pixels. */
const step = 16;

interface ColumnMenuProps<Row> {
  /** Which column it is for, and where it stands; null while it is closed. */
  readonly at: { readonly column: string; readonly anchor: Element } | null;
  readonly columns: GridColumns<Row>;
  /** The cell that has the focus again afterwards. */
  readonly focusAfter: () => HTMLElement | null;
  /** Widths that the columns are drawn with. */
  readonly drawn: () => Readonly<Record<string, number>>;
  readonly onFit: (column: string) => void;
  readonly onClose: () => void;
  readonly announce: (text: string) => void;
}

/** Everything a pointer can do to a column, for the keyboard: order, place, width, visibility. */
export function ColumnMenu<Row>(props: ColumnMenuProps<Row>) {
  const { at, columns, focusAfter, onClose } = props;
  const column = columns.visible.find((each) => each.id === at?.column);
  return (
    <Menu.Root
      open={at !== null}
      modal={false}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Menu.Portal>
        <Menu.Positioner className={styles.positioner} anchor={at?.anchor ?? null} sideOffset={2} align="start">
          <Menu.Popup className={styles.popup} aria-label={column?.header} finalFocus={focusAfter}>
            {column?.sortable === true ? <SortItems columns={columns} id={column.id} /> : null}
            {column === undefined ? null : <PlaceItems {...props} id={column.id} name={column.header} />}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function SortItems<Row>({ columns, id }: { readonly columns: GridColumns<Row>; readonly id: string }) {
  const text = useText();
  const sorted = columns.sort.find((each) => each.column === id);
  const others = columns.sort.some((each) => each.column !== id);
  return (
    <Menu.Group>
      <Item
        label={text('grid.sortAscending')}
        act={() => {
          columns.sortBy(id, 'asc', false);
        }}
      />
      <Item
        label={text('grid.sortDescending')}
        act={() => {
          columns.sortBy(id, 'desc', false);
        }}
      />
      {others && sorted === undefined ? (
        <Item
          label={text('grid.sortNext')}
          act={() => {
            columns.sortBy(id, 'asc', true);
          }}
        />
      ) : null}
      {sorted === undefined ? null : (
        <Item
          label={text('grid.sortNone')}
          act={() => {
            columns.sortBy(id, null, true);
          }}
        />
      )}
      <Menu.Separator className={styles.separator} />
    </Menu.Group>
  );
}

interface PlaceProps<Row> extends ColumnMenuProps<Row> {
  readonly id: string;
  readonly name: string;
}

function PlaceItems<Row>({ columns, id, name, drawn, onFit, announce }: PlaceProps<Row>) {
  const text = useText();
  const place = columns.visible.findIndex((each) => each.id === id);
  const move = (by: number): void => {
    columns.moveTo(id, place + by);
    announce(text('grid.announceMoved', { column: name, place: place + by + 1 }));
  };
  const widen = (by: number): void => {
    const widths = drawn();
    columns.freeze(widths);
    announce(text('grid.announceWidth', { column: name, width: columns.resize(id, (widths[id] ?? 0) + by) }));
  };
  const hide = (): void => {
    columns.setVisible(id, false);
    announce(text('grid.announceHidden', { column: name }));
  };
  return (
    <>
      <Item
        label={text('grid.moveLeft')}
        disabled={place === 0}
        stay
        act={() => {
          move(-1);
        }}
      />
      <Item
        label={text('grid.moveRight')}
        disabled={place === columns.visible.length - 1}
        stay
        act={() => {
          move(1);
        }}
      />
      <Menu.Separator className={styles.separator} />
      <Item
        label={text('grid.wider')}
        stay
        act={() => {
          widen(step);
        }}
      />
      <Item
        label={text('grid.narrower')}
        stay
        act={() => {
          widen(-step);
        }}
      />
      <Item
        label={text('grid.fit')}
        act={() => {
          onFit(id);
        }}
      />
      <Menu.Separator className={styles.separator} />
      <Item label={text('grid.hide')} disabled={!columns.canHide(id)} act={hide} />
    </>
  );
}

interface ItemProps {
  readonly label: string;
  readonly act: () => void;
  readonly disabled?: boolean;
  /** The menu stays open, since one step is seldom enough. */
  readonly stay?: boolean;
}

function Item({ label, act, disabled = false, stay = false }: ItemProps) {
  return (
    <Menu.Item className={styles.item} disabled={disabled} closeOnClick={!stay} onClick={act}>
      {label}
    </Menu.Item>
  );
}

/** Which columns are shown, those that are hidden included. */
export function ColumnChooser<Row>({
  columns,
  triggerRef,
}: {
  readonly columns: GridColumns<Row>;
  readonly triggerRef?: RefObject<HTMLButtonElement | null>;
}) {
  const text = useText();
  const shown = new Set(columns.visible.map((column) => column.id));
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger
        render={
          <Button kind="quiet" icon={Columns3}>
            {text('grid.columns')}
          </Button>
        }
        ref={triggerRef}
      />
      <Menu.Portal>
        <Menu.Positioner className={styles.positioner} sideOffset={4} align="end">
          <Menu.Popup className={styles.popup}>
            {columns.all.map((column) => (
              <Menu.CheckboxItem
                key={column.id}
                className={styles.item}
                checked={shown.has(column.id)}
                disabled={!columns.canHide(column.id)}
                onCheckedChange={(checked) => {
                  columns.setVisible(column.id, checked);
                }}
              >
                <span className={styles.tick}>
                  <Menu.CheckboxItemIndicator>
                    <Check aria-hidden size={14} />
                  </Menu.CheckboxItemIndicator>
                </span>
                {column.header}
              </Menu.CheckboxItem>
            ))}
            <Menu.Separator className={styles.separator} />
            <Item label={text('grid.resetColumns')} act={columns.reset} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
