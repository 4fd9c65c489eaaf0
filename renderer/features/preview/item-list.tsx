import { useRef, type KeyboardEvent } from 'react';
import type { PreviewItem } from '../../../shared/model/preview.ts';
import { useText } from '../../i18n/text.ts';
import { Checkbox } from '../../ui/toggle.tsx';
import { LookBadge } from '../runs/look-badge.tsx';
import { outcomeLooks } from './looks.ts';
import { usePreviewState } from './state.ts';
import styles from './preview.module.css';

const loadable: ReadonlySet<PreviewItem['outcome']> = new Set(['insert', 'update', 'unchanged']);

interface ItemListProps {
  readonly items: readonly PreviewItem[];
  readonly current: number;
  /** Whether records can be ticked, to load only these. */
  readonly canLoad: boolean;
}

/** The records of the sample; arrow keys move between them. */
export function ItemList({ items, current, canLoad }: ItemListProps) {
  const text = useText();
  const list = useRef<HTMLUListElement>(null);
  const look = usePreviewState((state) => state.look);
  const move = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(items.length - 1, current + step));
    look(next);
    list.current?.querySelectorAll<HTMLButtonElement>('button[data-record]')[next]?.focus();
  };
  return (
    <ul ref={list} className={styles.items} aria-label={text('preview.records')} onKeyDown={move}>
      {items.map((item, index) => (
        <ItemLine
          key={`${item.key ?? ''}/${String(index)}`}
          item={item}
          index={index}
          isCurrent={index === current}
          canLoad={canLoad}
        />
      ))}
    </ul>
  );
}

function ItemLine({
  item,
  index,
  isCurrent,
  canLoad,
}: {
  readonly item: PreviewItem;
  readonly index: number;
  readonly isCurrent: boolean;
  readonly canLoad: boolean;
}) {
  const text = useText();
  const { ticked, tick, look } = usePreviewState();
  const { key } = item;
  const show = (): void => {
    look(index);
  };
  return (
    <li className={styles.item} aria-current={isCurrent ? 'true' : undefined}>
      {canLoad ? (
        <Checkbox
          label={text('preview.tick', { record: item.label })}
          labelHidden
          checked={key !== null && ticked.has(key)}
          disabled={key === null || !loadable.has(item.outcome)}
          onChange={(on) => {
            if (key !== null) tick(key, on);
          }}
        />
      ) : null}
      <button type="button" data-record className={styles.record} aria-pressed={isCurrent} onClick={show}>
        <span className={styles.recordName} data-private="">
          {item.label}
        </span>
        <LookBadge look={outcomeLooks[item.outcome]} />
      </button>
    </li>
  );
}
