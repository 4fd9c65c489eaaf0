import { createContext, useContext } from 'react';

/** True while the data file is open for reading only: nothing can be run or saved then. The notice of the window says why. */
export const ReadOnly = createContext(false);

/**
 * True where what is entered could not be saved. Every control asks this itself, so that no screen has to; what only changes
 * what is shown stands within `ForLooking`.
 */
export function useLocked(): boolean {
  return useContext(ReadOnly);
}
