import { ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { useText } from '../i18n/text.ts';
import { addDays, addMonths, firstWeekday, localDay, weeksOf, weekStart } from '../lib/calendar.ts';
import { useLocale } from '../lib/locale.ts';
import { useNow } from '../lib/now.ts';
import { Button, IconButton } from './button.tsx';
import styles from './date-field.module.css';

interface CalendarProps {
  /** The chosen day, `YYYY-MM-DD`; null for none. */
  readonly value: string | null;
  readonly onChoose: (day: string) => void;
  /** The day that takes the focus when the calendar opens. */
  readonly focusRef: RefObject<HTMLButtonElement | null>;
}

/** A month to choose a day from. Keys as in the date picker pattern of the ARIA Authoring Practices. */
export function Calendar({ value, onChoose, focusRef }: CalendarProps) {
  const text = useText();
  const { tag } = useLocale();
  const titleId = useId();
  const today = localDay(useNow());
  const [day, setDay] = useState(value ?? today);
  const isMoving = useRef(false);
  const first = firstWeekday(tag);
  useEffect(() => {
    if (isMoving.current) focusRef.current?.focus();
    isMoving.current = false;
  }, [day, focusRef]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = dayAfterKey(event, day, first);
    if (next === null) return;
    event.preventDefault();
    isMoving.current = true;
    setDay(next);
  };
  const turn = (months: number) => () => {
    setDay((shown) => addMonths(shown, months));
  };
  return (
    <div className={styles.calendar}>
      <div className={styles.head}>
        <IconButton icon={ChevronsLeft} label={text('date.previousYear')} onClick={turn(-12)} />
        <IconButton icon={ChevronLeft} label={text('date.previousMonth')} onClick={turn(-1)} />
        <h2 id={titleId} aria-live="polite" className={styles.month}>
          {inWords(day, tag, { month: 'long', year: 'numeric' })}
        </h2>
        <IconButton icon={ChevronRight} label={text('date.nextMonth')} onClick={turn(1)} />
        <IconButton icon={ChevronsRight} label={text('date.nextYear')} onClick={turn(12)} />
      </div>
      <table role="grid" aria-labelledby={titleId} className={styles.days} onKeyDown={onKeyDown}>
        <WeekdayNames first={first} day={day} tag={tag} />
        <tbody>
          {weeksOf(day, first).map((week, index) => (
            <tr key={index}>
              {week.map((one, place) => (
                <td key={place} role="gridcell" aria-selected={one !== null && one === value}>
                  {one === null ? null : (
                    <button
                      type="button"
                      ref={one === day ? focusRef : null}
                      tabIndex={one === day ? 0 : -1}
                      aria-label={inWords(one, tag, {
                        weekday: 'long',
                        day: 'numeric',
                        month: 'long',
                        year: 'numeric',
                      })}
                      aria-current={one === today ? 'date' : undefined}
                      className={styles.day}
                      onClick={() => {
                        onChoose(one);
                      }}
                    >
                      {Number(one.slice(8))}
                    </button>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles.foot}>
        <p className={styles.keys}>{text('date.keys')}</p>
        <Button
          onClick={() => {
            onChoose(today);
          }}
        >
          {text('date.today')}
        </Button>
      </div>
    </div>
  );
}

function WeekdayNames({ first, day, tag }: { readonly first: number; readonly day: string; readonly tag: string }) {
  const start = weekStart(day, first);
  return (
    <thead>
      <tr>
        {Array.from({ length: 7 }, (_, index) => addDays(start, index)).map((one) => (
          <th key={one} scope="col" abbr={inWords(one, tag, { weekday: 'long' })}>
            {inWords(one, tag, { weekday: 'short' })}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** Where a key leads from a day; null for a key that means nothing here. */
function dayAfterKey({ key, shiftKey }: KeyboardEvent, day: string, first: number): string | null {
  switch (key) {
    case 'ArrowLeft':
      return addDays(day, -1);
    case 'ArrowRight':
      return addDays(day, 1);
    case 'ArrowUp':
      return addDays(day, -7);
    case 'ArrowDown':
      return addDays(day, 7);
    case 'Home':
      return weekStart(day, first);
    case 'End':
      return addDays(weekStart(day, first), 6);
    case 'PageUp':
      return addMonths(day, shiftKey ? -12 : -1);
    case 'PageDown':
      return addMonths(day, shiftKey ? 12 : 1);
    default:
      return null;
  }
}

function inWords(day: string, tag: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}
