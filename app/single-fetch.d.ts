import '@remix-run/node';

// What loaders and actions return arrives with its types: dates stay dates, `data()` is what it holds.
declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true;
  }
}
