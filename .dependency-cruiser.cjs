/** Who may import whom, as in the README's picture of the house. */

/** Of our own rooms, `from` may import itself and `allowed`. */
const only = (name, from, allowed, except) => ({
  name,
  severity: 'error',
  from: { path: from, ...(except ? { pathNot: except } : {}) },
  to: { path: '^(app|db|emails|tests)/', pathNot: [from, ...allowed] },
});

/** Only `owners` may import the package. */
const kept = (name, packages, owners) => ({
  name,
  severity: 'error',
  from: { path: '^(app|db|emails)/', pathNot: owners },
  to: { path: packages.map((each) => `(^|/)node_modules/${each}/`) },
});

const DOMAIN = '^app/domain/';
const ENV = '^app/env(-settings)?(\\.server)?\\.ts$';
const PATHS = '^app/http/paths\\.ts$';
const SCHEMA = '^db/schema/';

module.exports = {
  forbidden: [
    only('domain-knows-nothing', '^app/domain/', []),
    {
      name: 'domain-is-pure',
      comment: 'No I/O, clock, randomness or React in the domain: days may be counted, nothing else.',
      severity: 'error',
      from: { path: DOMAIN },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev'],
        pathNot: 'node_modules/(date-fns|@date-fns/tz|fractional-indexing)/',
      },
    },
    only('emails', '^emails/', [DOMAIN]),
    only('db-schema', SCHEMA, [DOMAIN]),
    only('db', '^db/', [DOMAIN, ENV]),
    // Signing in, joining and inviting hand out sessions and links, so commands use the doors too.
    only('files', '^app/files/', [DOMAIN, ENV, '^db/']),
    only('commands', '^app/commands/', [
      DOMAIN,
      '^db/',
      '^app/auth/',
      '^app/calendar/',
      '^app/files/',
      '^app/live/.*doorbell',
    ]),
    only('calendar', '^app/calendar/', [DOMAIN]),
    only('auth', '^app/auth/', ['^db/', DOMAIN, ENV, '^app/http/']),
    only('live-server', '^app/live/.*\\.server\\.tsx?$', ['^app/live/', DOMAIN, '^db/', ENV]),
    only('live-client', '^app/live/', [DOMAIN], '\\.server\\.tsx?$'),
    only('mail', '^app/mail/', [
      DOMAIN,
      '^db/',
      '^emails/',
      ENV,
      PATHS,
      '^app/http/log\\.server\\.ts$',
      '^app/auth/(plan-access|tokens)',
    ]),
    only('http', '^app/http/', [DOMAIN, ENV]),
    only('ui', '^app/ui/', []),
    only('components', '^app/components/', [
      DOMAIN,
      '^app/ui/',
      PATHS,
      '^app/http/reply\\.ts$',
      '^app/live/(?!.*\\.server)',
    ]),
    {
      name: 'nobody-imports-routes',
      severity: 'error',
      from: { pathNot: '^(app/routes/|tests/)' },
      to: { path: '^app/routes/' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { pathNot: '^tests/' },
      to: { path: '^tests/' },
    },
    {
      name: 'only-the-write-path-raises',
      comment: 'Both sides’ private layers at once, for one transaction that numbers and derives.',
      severity: 'error',
      from: { path: '^(app|db|emails)/', pathNot: '^(db/scope[./]|app/commands/change-plan\\.server\\.ts$)' },
      to: { path: '^db/scope/' },
    },
    kept('only-db-knows-the-database', ['drizzle-orm', 'drizzle-kit', 'postgres'], ['^db/']),
    kept('only-one-file-imports-lucia', ['lucia', '@lucia-auth'], ['^app/auth/lucia\\.server\\.ts$']),
    kept('one-file-knows-the-holidays', ['date-holidays'], ['^app/calendar/holidays\\.server\\.ts$']),
    kept('one-file-knows-resend', ['resend'], ['^app/mail/[^/]*resend[^/]*\\.server\\.ts$']),
    kept('one-file-knows-smtp', ['nodemailer'], ['^app/mail/[^/]*smtp[^/]*\\.server\\.ts$']),
    {
      name: 'what-does-io-says-so',
      comment: 'A module that does not end in .server.ts may end up in a browser.',
      severity: 'error',
      from: {
        path: '^(app|db)/',
        pathNot: [
          '\\.server\\.tsx?$',
          '^app/(server|routes|env-settings)\\.ts$',
          '^app/entry\\.server\\.tsx$',
          '^app/(start|mail-gallery)\\.mjs$',
          '^db/(schema/|drizzle\\.config)',
        ],
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-server-code-in-the-browser',
      severity: 'error',
      from: { path: '^app/(ui|components|domain)/|^app/live/(?!.*\\.server)' },
      to: { path: '\\.server\\.tsx?$' },
    },
    { name: 'no-circles', severity: 'error', from: { path: '^(app|db|emails)/' }, to: { circular: true } },
    {
      name: 'everything-is-found',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^virtual:', '\\?'] },
    },
    {
      name: 'ships-what-it-uses',
      comment: 'What runs in production is a dependency, not a tool.',
      severity: 'error',
      from: {
        path: '^(app|db|emails)/',
        pathNot: [
          '^app/(start\\.mjs|mail-gallery\\.mjs|routes\\.ts|server\\.ts)$',
          '^db/drizzle\\.config\\.ts$',
        ],
      },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^build/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      mainFields: ['module', 'main'],
    },
  },
};
