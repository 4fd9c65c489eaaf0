/** A cell as people read it: no value is an en dash. Amounts stay exactly as they will be delivered. */
export function cellText(value: string | boolean | null | undefined): string {
  return value === null || value === undefined ? '–' : String(value);
}
