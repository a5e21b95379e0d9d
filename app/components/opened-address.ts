import { createContext } from 'react';

/** The page with what is open on it now, as an address; undefined where nothing is. */
export const OpenedAddress = createContext<string | undefined>(undefined);
