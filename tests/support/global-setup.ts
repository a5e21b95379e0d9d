import type { TestProject } from 'vitest/node';
import { startTestDatabases } from './databases.server.ts';

/** One server for the whole run. It ends with this process, because Vitest skips teardown when a project fails. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { cluster, template } = await startTestDatabases();
  project.provide('databases', { server: cluster.target, template });
  return () => cluster.stop();
}
