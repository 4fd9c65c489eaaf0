/** One made-up invoice of the grid's test page. */
export interface Invoice {
  readonly id: string;
  readonly number: string;
  readonly supplier: string;
  readonly company: string;
  readonly date: string;
  readonly amount: string;
  readonly currency: string;
  readonly state: string;
  readonly memo: string;
}

const suppliers = [
  'Aldgate Paper',
  'Brussels Transport',
  'Çelik "Metal" A.Ş.',
  '=Formula, Ltd',
  'Delft Instruments',
  '東京部品',
];
const currencies = ['EUR', 'USD', 'JPY', 'KWD'];
const states = ['Approved', 'Paid', 'In review'];

/** The invoice of a number, always the same; every seventh is a credit. */
export function invoiceOf(number: number): Invoice {
  const currency = currencies[number % 4] ?? 'EUR';
  const whole = String((number * 7919) % 100_000);
  const sign = number % 7 === 0 ? '-' : '';
  const decimals = { EUR: '.10', USD: '.05', JPY: '', KWD: '.125' }[currency] ?? '';
  return {
    id: `wid-${String(number)}`,
    number: `INV-${String(number).padStart(7, '0')}`,
    supplier: suppliers[number % suppliers.length] ?? '',
    company: `Company ${String(number % 5)}`,
    date: `2026-${String((number % 12) + 1).padStart(2, '0')}-${String((number % 28) + 1).padStart(2, '0')}`,
    amount: `${sign}${whole}${decimals}`,
    currency,
    state: states[number % 3] ?? '',
    memo: `Line, with a comma and ${String(number)}`,
  };
}
