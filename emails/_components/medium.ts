import { createContext, useContext } from 'react';

/** Each letter is drawn twice from the same parts: as HTML, and as the lines of its text. */
export const Medium = createContext<'html' | 'text'>('html');
export const useIsText = () => useContext(Medium) === 'text';
