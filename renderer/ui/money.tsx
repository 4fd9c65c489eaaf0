import { formatAmount, formatCount } from '../lib/format.ts';
import { useLocale } from '../lib/locale.ts';
import styles from './money.module.css';

interface MoneyProps {
  /** Decimal text. */
  readonly amount: string;
  readonly currency: string;
  /** Shows a plus before amounts above zero: for effects. */
  readonly signed?: boolean;
}

/** An exact amount in tabular figures with its currency's code; every digit of the source is shown. */
export function Money({ amount, currency, signed = false }: MoneyProps) {
  const locale = useLocale();
  const plus = signed && !amount.startsWith('-') && /[1-9]/.test(amount) ? '+' : '';
  return (
    <span className={styles.money} data-amount={amount} data-private="">
      {`${plus}${formatAmount(amount, currency, locale)}`}
      {currency === '' ? null : <span className={styles.code}>{currency}</span>}
    </span>
  );
}

/** An exact amount without its code, for columns beside a column of currencies. */
export function Amount({ amount, currency }: { readonly amount: string; readonly currency: string }) {
  const locale = useLocale();
  const zero = !/[1-9]/.test(amount);
  return (
    <span className={`${styles.money ?? ''} ${zero ? (styles.zero ?? '') : ''}`} data-amount={amount} data-private="">
      {formatAmount(amount, currency, locale)}
    </span>
  );
}

/** A count in tabular figures. */
export function Count({ value }: { readonly value: number }) {
  return <span className={styles.money}>{formatCount(value, useLocale())}</span>;
}
