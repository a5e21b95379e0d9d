import { RemixBrowser } from '@remix-run/react';
import { setNonce } from 'get-nonce';
import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { PageFactsProvider, readPageFacts } from '#app/components/page-facts.tsx';

const facts = readPageFacts();
// Radix writes a style element to stop the page behind a dialog from scrolling.
setNonce(facts.nonce);

// RemixBrowser suspends until it has read the page's data. A tap in that instant would have React hydrate at once,
// find nothing to draw, and fail (its error 345): so the data is read first.
try {
  RemixBrowser({});
} catch (isRead) {
  await isRead;
}

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
