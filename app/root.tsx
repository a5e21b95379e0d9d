import interLatin from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import type { LinksFunction, MetaFunction } from '@remix-run/node';
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLocation,
  useRouteError,
} from '@remix-run/react';
import type { ReactNode } from 'react';
import '#app/ui/styles/index.css';
import { usePageFacts } from '#app/components/page-facts.tsx';
import { TroublePage } from '#app/components/trouble-page.tsx';
import { troubleWords } from '#app/components/trouble-words.ts';
import { SkipLink } from '#app/ui/skip-link.tsx';

export const links: LinksFunction = () => [
  { rel: 'icon', href: '/favicon.ico', sizes: '32x32' },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
  { rel: 'preload', href: interLatin, as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' },
];

export const meta: MetaFunction = ({ error }) => [
  { title: error ? `${troubleWords(error).title} · Throughline` : 'Throughline' },
];

export function Layout({ children }: { children: ReactNode }) {
  const { nonce, requestId } = usePageFacts();
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#faf9f6" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#141317" media="(prefers-color-scheme: dark)" />
        <meta name="format-detection" content="telephone=no, date=no, address=no" />
        <meta property="csp-nonce" nonce={nonce} suppressHydrationWarning />
        <meta name="request-id" content={requestId} suppressHydrationWarning />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return (
    <>
      <SkipLink />
      <Outlet />
    </>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  const { requestId } = usePageFacts();
  // Only the first page's request is known by its id; what failed later was another one.
  const isFirstPage = useLocation().key === 'default';
  return <TroublePage error={error} requestId={isFirstPage ? requestId : undefined} />;
}
