import { useState } from 'react';
import { parseDecimal } from '../../../shared/money/decimal.ts';
import { useText } from '../../i18n/text.ts';
import { formatAmount } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { parseAmount } from '../../lib/parse-amount.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import styles from './mapping.module.css';

interface AmountFieldProps {
  readonly label: string;
  /** Decimal text. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/**
 * An amount, written and read by the chosen number format. What has more than one reading is asked about, and until it is
 * clear the value stays what it was.
 */
export function AmountField({ label, value, onChange }: AmountFieldProps) {
  const text = useText();
  const locale = useLocale();
  const written = (amount: string): string => formatAmount(amount, '', locale);
  const [typed, setTyped] = useState(() => written(value));
  // What the format itself wrote means its value, also where typed by a person it would have to be asked about.
  const isSettled = typed === written(value) && (typed === '' || parseDecimal(value) !== undefined);
  const parsed = parseAmount(typed, locale);
  const question = isSettled ? 'amount' : parsed.kind;
  const errors = { amount: undefined, unclear: text('mapping.amountUnclear'), none: text('mapping.amountNone') };
  return (
    <div className={styles.amount}>
      <Field label={label} error={errors[question]}>
        {(ids) => (
          <TextInput
            {...ids}
            inputMode="decimal"
            value={typed}
            onChange={(event) => {
              const next = parseAmount(event.target.value, locale);
              setTyped(event.target.value);
              if (next.kind === 'amount') onChange(next.amount);
            }}
          />
        )}
      </Field>
      {question === 'unclear' && parsed.kind === 'unclear'
        ? parsed.readings.map((amount) => (
            <Button
              writes
              key={amount}
              onClick={() => {
                setTyped(written(amount));
                onChange(amount);
              }}
            >
              {text('mapping.amountMeant', { amount: written(amount) })}
            </Button>
          ))
        : null}
    </div>
  );
}
