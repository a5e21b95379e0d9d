// The least a live plan can be: one statement and the same bytes to everybody, over node:http. What ours is beside.
// `POST /plan` writes and tells, `GET /plan/events` listens, `GET /plan/since/n` reads what the app wrote since.
import { createServer } from 'node:http';
import postgres from 'postgres';

const [url, options] = process.argv.slice(2);
const sql = postgres(url, { ...JSON.parse(options), max: 10 });
const listening = new Map();

const server = createServer(async (request, response) => {
  const [, plan, what, n] = request.url.split('/');
  const screens = listening.get(plan) ?? new Set();
  listening.set(plan, screens);
  if (what === 'events') {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: {"type":"hello"}\n\n');
    screens.add(response);
    response.once('close', () => screens.delete(response));
    return;
  }
  if (what === 'since') {
    const rows = await sql`select h.layer, h.n::int as n, h.kind, h.command_id, h.by, h.at, b.body
      from history h join history_body b using (workspace_id, plan_id, layer, n)
      where h.plan_id = ${plan} and h.layer = 'shared' and h.n > ${Number(n)} order by h.n`;
    return void response.end(JSON.stringify(rows));
  }
  let text = '';
  for await (const chunk of request) text += chunk;
  const { id, title } = JSON.parse(text);
  await sql`with changed as (
      insert into bare_plan (name, title, n) values (${plan}, ${title}, 1)
      on conflict (name) do update set title = excluded.title, n = bare_plan.n + 1 returning n)
    insert into bare_line (id, plan, n, title) select ${id}, ${plan}, n, ${title} from changed`;
  const patch = Buffer.from(`data: ${JSON.stringify({ type: 'patch', commandId: id, title })}\n\n`);
  for (const screen of screens) screen.write(patch);
  response.end(JSON.stringify({ id }));
});

await sql`create table if not exists bare_plan (name text primary key, title text, n int)`;
await sql`create table if not exists bare_line (id uuid primary key, plan text, n int, title text)`;
server.listen(0, '127.0.0.1', () => process.send?.(server.address().port));
process.on('disconnect', () => process.exit());
