import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';
import { useLocked } from '../lib/read-only.ts';
import styles from './select.module.css';

export interface Option {
  readonly value: string;
  readonly label: string;
}

interface SelectProps {
  readonly id?: string;
  /** Names the control where no label element does. */
  readonly label?: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChange: (value: string) => void;
  readonly 'aria-describedby'?: string | undefined;
  readonly 'aria-invalid'?: true | undefined;
  /** Shown while nothing is chosen. */
  readonly placeholder?: string;
  /** As wide as its choices need, for toolbars; else as wide as its place. */
  readonly fit?: boolean;
}

/** One choice of a few. */
export function Select({ id, label, value, options, onChange, fit = false, placeholder, ...aria }: SelectProps) {
  const isLocked = useLocked();
  return (
    <Base.Root
      items={options}
      disabled={isLocked}
      value={value === '' && placeholder !== undefined ? null : value}
      {...(id === undefined ? {} : { id })}
      onValueChange={(next: string | null) => {
        if (next !== null) onChange(next);
      }}
    >
      <Base.Trigger
        className={fit ? `${styles.trigger ?? ''} ${styles.fit ?? ''}` : styles.trigger}
        aria-label={label}
        aria-describedby={aria['aria-describedby']}
        aria-invalid={aria['aria-invalid']}
      >
        <span className={styles.value}>
          <Base.Value placeholder={placeholder} />
        </span>
        <Base.Icon className={styles.icon}>
          <ChevronDown aria-hidden size={15} />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className={styles.positioner} sideOffset={4} alignItemWithTrigger={false}>
          <Base.Popup className={styles.popup}>
            <Base.List>
              {options.map((option) => (
                <Base.Item key={option.value} value={option.value} className={styles.item}>
                  <Base.ItemText>{option.label}</Base.ItemText>
                  <Base.ItemIndicator className={styles.tick}>
                    <Check aria-hidden size={14} />
                  </Base.ItemIndicator>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
