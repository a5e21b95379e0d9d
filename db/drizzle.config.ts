import { defineConfig } from 'drizzle-kit';

// Paths are seen from the project's root: `drizzle-kit generate --config db/drizzle.config.ts`.
export default defineConfig({
  dialect: 'postgresql',
  schema: './db/schema/*.ts',
  out: './db/migrations',
  strict: true,
});
