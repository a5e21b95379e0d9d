import { createContext, useContext } from 'react';

/** What the shell of one document knows: its nonce, and the id under which its request was logged. */
export type PageFacts = { nonce: string; requestId: string };

const Facts = createContext<PageFacts>({ nonce: '', requestId: '' });

export const PageFactsProvider = Facts.Provider;
export const usePageFacts = () => useContext(Facts);

/** Browsers hide a nonce from markup and give it to script alone. */
export function readPageFacts(): PageFacts {
  const meta = (selector: string) => document.querySelector<HTMLMetaElement>(`meta[${selector}]`);
  return {
    nonce: meta('property="csp-nonce"')?.nonce ?? '',
    requestId: meta('name="request-id"')?.content ?? '',
  };
}
