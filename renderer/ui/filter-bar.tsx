import { Search, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../i18n/text.ts';
import { Button } from './button.tsx';
import styles from './filter-bar.module.css';
import { ForLooking } from '../lib/for-looking.tsx';

interface FilterBarProps {
  readonly label: string;
  readonly children: ReactNode;
  /** Given while something is filtered. */
  readonly onClear?: (() => void) | undefined;
  /** Stands in a card of its own, because it narrows more than the one list below it. */
  readonly alone?: boolean;
}

/** What narrows a list, on one line above it. */
export function FilterBar({ label, children, onClear, alone = false }: FilterBarProps) {
  const text = useText();
  return (
    <div role="search" aria-label={label} className={styles.bar} data-alone={alone}>
      <ForLooking>{children}</ForLooking>
      {onClear === undefined ? null : (
        <Button kind="quiet" onClick={onClear}>
          {text('filter.clear')}
        </Button>
      )}
    </div>
  );
}

interface SearchBoxProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Looks for a text as it is typed; `/` brings the focus here. */
export function SearchBox({ label, value, onChange }: SearchBoxProps) {
  return (
    <div className={styles.search}>
      <Search aria-hidden size={15} className={styles.glass} />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={value}
        className={styles.input}
        onChange={(event) => {
          onChange(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || value === '') return;
          event.stopPropagation();
          onChange('');
        }}
      />
    </div>
  );
}

interface ChipsProps {
  readonly label: string;
  readonly chips: readonly { readonly value: string; readonly label: string; readonly count?: number | undefined }[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** One of a few kinds, each a press away. */
export function Chips({ label, chips, value, onChange }: ChipsProps) {
  return (
    <div role="group" aria-label={label} className={styles.chips}>
      {chips.map((chip) => (
        <button
          key={chip.value}
          type="button"
          className={styles.chip}
          aria-pressed={chip.value === value}
          onClick={() => {
            onChange(chip.value);
          }}
        >
          {chip.label}
          {chip.count === undefined ? null : <span className={styles.count}>{chip.count}</span>}
        </button>
      ))}
    </div>
  );
}

/** A filter that came with a link: it says what it lets through and can be taken off. */
export function FixedChip({ label, onRemove }: { readonly label: string; readonly onRemove: () => void }) {
  const text = useText();
  return (
    <span className={styles.fixed}>
      {label}
      <button
        type="button"
        className={styles.remove}
        aria-label={text('filter.remove', { name: label })}
        title={text('filter.remove', { name: label })}
        onClick={onRemove}
      >
        <X aria-hidden size={14} />
      </button>
    </span>
  );
}
