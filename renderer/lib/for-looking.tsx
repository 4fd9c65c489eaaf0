import type { ReactNode } from 'react';
import { ReadOnly } from './read-only.ts';

/**
 * Controls that change what is shown, or the settings of this person, and nothing in the data file: they work also while that
 * is open for reading only.
 */
export function ForLooking({ children }: { readonly children: ReactNode }) {
  return <ReadOnly value={false}>{children}</ReadOnly>;
}
