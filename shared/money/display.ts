/** Asking the platform takes longer than everything else about an amount; there are no more codes than three letters make. */
const decimalsOf = new Map<string, number>();

/** Digits after the point that a currency usually shows (ISO 4217); 2 for what is not a currency code. */
export function currencyDecimals(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) return 2;
  const known = decimalsOf.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 2;
  decimalsOf.set(currency, decimals);
  return decimals;
}

/**
 * Decimal text as people read it: groups of three and at least the currency's decimals (`1190.5` EUR gives `1,190.50`). Digits
 * beyond them are kept: what is shown is always the exact amount. Text that is not a decimal is given back as it is.
 */
export function displayAmount(amount: string, currency: string): string {
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(amount);
  if (match === null) return amount;
  const decimals = currencyDecimals(currency);
  const fraction = (match[3] ?? '').replace(/0+$/, '').padEnd(decimals, '0');
  const whole = (match[2] ?? '').replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return `${match[1] ?? ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}
