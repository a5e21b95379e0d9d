import { RemixBrowser } from '@remix-run/react';
import { setNonce } from 'get-nonce';
import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { PageFactsProvider, readPageFacts } from '#app/components/page-facts.tsx';

const facts = readPageFacts();
// Radix writes a style element to stop the page behind a dialog from scrolling.
setNonce(facts.nonce);

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <PageFactsProvider value={facts}>
        <RemixBrowser />
      </PageFactsProvider>
    </StrictMode>,
  );
});
