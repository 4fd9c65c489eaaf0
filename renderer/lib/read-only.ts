import { createContext } from 'react';

/** True while the data file is open for reading only: nothing can be run or saved then. */
export const ReadOnly = createContext(false);
