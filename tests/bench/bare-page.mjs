// The least a page with sixty rows can be: one select, one renderToString, node:http. What the real page is beside.
import { createServer } from 'node:http';
import postgres from 'postgres';
import { createElement as h } from 'react';
import { renderToString } from 'react-dom/server';

const [url, options, planId] = process.argv.slice(2);
const sql = postgres(url, { ...JSON.parse(options), max: 4 });
const server = createServer(async (_request, response) => {
  const rows = await sql`select id, title, due_day, status from step where plan_id = ${planId}`;
  const page = h(
    'ul',
    null,
    rows.map((row) =>
      h('li', { key: row.id }, h('b', null, row.title), h('time', null, String(row.due_day)), row.status),
    ),
  );
  response.setHeader('content-type', 'text/html');
  response.end(renderToString(page));
});
server.listen(0, '127.0.0.1', () => process.send?.(server.address().port));
process.on('disconnect', () => process.exit());
