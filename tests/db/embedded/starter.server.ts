import { createInterface } from 'node:readline';
import { chooseDataFolder } from '#db/embedded/data-folder.server.ts';
import { startEmbeddedPostgres } from '#db/embedded/start.server.ts';

/** A process of its own that starts the database, says so, and stops it on request. Bundled by `launch.server.ts`. */
const { project, native, ...asked } = JSON.parse(process.argv[2] ?? '{}') as {
  project?: string;
  dataDir?: string;
  native?: string;
};

try {
  const dataDir = project ? `${await chooseDataFolder(project, () => {})}/postgres` : String(asked.dataDir);
  const server = await startEmbeddedPostgres({ dataDir, native, log: () => {} });
  console.log(JSON.stringify({ dataDir, url: server.url, owned: server.owned }));
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === 'stop') break;
  }
  await server.stop();
  process.stdin.destroy();
} catch (error) {
  console.log(JSON.stringify({ error: String(error) }));
  process.exitCode = 1;
}
