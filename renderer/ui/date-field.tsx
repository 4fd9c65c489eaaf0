import { Popover } from '@base-ui/react/popover';
import { CalendarDays } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { useText } from '../i18n/text.ts';
import { formatDate } from '../lib/format.ts';
import { useLocale } from '../lib/locale.ts';
import { datePattern, parseDate } from '../lib/parse-date.ts';
import { useLocked } from '../lib/read-only.ts';
import { Calendar } from './calendar.tsx';
import { TextInput } from './text-input.tsx';
import styles from './date-field.module.css';

interface DateFieldProps {
  readonly label: string;
  /** `YYYY-MM-DD`, or empty for none. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** The label stands before the field, for toolbars; else above it. */
  readonly fit?: boolean;
  readonly disabled?: boolean;
}

/**
 * A calendar day, typed in the date format of the app or as ISO, or chosen from a calendar. Text that is no date changes
 * nothing, and says so.
 */
export function DateField({ label, value, onChange, fit = false, disabled: isOff = false }: DateFieldProps) {
  const disabled = useLocked() || isOff;
  const locale = useLocale();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const { shown, error, type, leave, choose } = useTyping(value, onChange);
  return (
    <div className={fit ? styles.fit : styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <div className={styles.control}>
        <TextInput
          id={id}
          value={shown}
          disabled={disabled}
          placeholder={datePattern(locale)}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={error === undefined ? undefined : `${id}-error`}
          onChange={(event) => {
            type(event.target.value);
          }}
          onBlur={leave}
          onKeyDown={(event) => {
            if (event.key === 'Enter') leave();
            if (event.key === 'ArrowDown' && event.altKey) setOpen(true);
          }}
        />
        <CalendarButton {...{ label, value, disabled, isOpen }} onOpen={setOpen} onChoose={choose} />
      </div>
      {error === undefined ? null : (
        <p id={`${id}-error`} role="alert" className={styles.error}>
          {error}
        </p>
      )}
    </div>
  );
}

/** What is being typed, and of which value: a value from elsewhere takes its place. */
interface Typed {
  readonly text: string;
  readonly of: string;
  /** True once the person has left the field: only then is it said that something is wrong with it. */
  readonly isLeft: boolean;
}

function useTyping(value: string, onChange: (value: string) => void) {
  const text = useText();
  const locale = useLocale();
  const [typed, setTyped] = useState<Typed | null>(null);
  const current = typed?.of === value ? typed : null;
  const change = (next: string): void => {
    if (next !== value) onChange(next);
  };
  const errorOf = (words: string): string | undefined => {
    const { kind } = parseDate(words, locale);
    if (words.trim() === '' || kind === 'date') return undefined;
    return kind === 'impossible' ? text('date.impossible') : text('date.none', { pattern: datePattern(locale) });
  };
  return {
    shown: current?.text ?? formatDate(value, locale),
    error: current?.isLeft === true ? errorOf(current.text) : undefined,
    type: (words: string): void => {
      const parsed = parseDate(words, locale);
      const otherwise = words.trim() === '' ? '' : value;
      const next = parsed.kind === 'date' ? parsed.date : otherwise;
      setTyped({ text: words, of: next, isLeft: false });
      change(next);
    },
    leave: (): void => {
      if (current !== null) setTyped(errorOf(current.text) === undefined ? null : { ...current, isLeft: true });
    },
    choose: (day: string): void => {
      setTyped(null);
      change(day);
    },
  };
}

interface CalendarButtonProps extends Pick<DateFieldProps, 'label' | 'value'> {
  readonly disabled: boolean;
  readonly isOpen: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onChoose: (day: string) => void;
}

function CalendarButton({ label, value, disabled, isOpen, onOpen, onChoose }: CalendarButtonProps) {
  const text = useText();
  const dayRef = useRef<HTMLButtonElement | null>(null);
  const name = text('date.choose', { name: label });
  return (
    <Popover.Root
      open={isOpen}
      onOpenChange={(open) => {
        onOpen(open);
      }}
      modal="trap-focus"
    >
      <Popover.Trigger className={styles.trigger} aria-label={name} title={name} disabled={disabled}>
        <CalendarDays aria-hidden size={15} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className={styles.positioner} sideOffset={4} align="end">
          <Popover.Popup
            className={styles.popup}
            aria-label={text('date.calendar', { name: label })}
            initialFocus={dayRef}
          >
            <Calendar
              value={value === '' ? null : value}
              focusRef={dayRef}
              onChoose={(day) => {
                onOpen(false);
                onChoose(day);
              }}
            />
            <Popover.Close className={styles.close}>{text('common.close')}</Popover.Close>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
