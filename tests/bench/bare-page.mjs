// The least a page of sixty steps can be: one select, one renderToString, node:http. What the real page is beside.
// Drawn once as a plain list, and once as rich as the real page: its own markup, sent here by whoever measures.
import { createServer } from 'node:http';
import postgres from 'postgres';
import { createElement as h } from 'react';
import { renderToString } from 'react-dom/server';

const [url, options, planId] = process.argv.slice(2);
const sql = postgres(url, { ...JSON.parse(options), max: 4 });
let markup = [];
process.on('message', (html) => {
  markup = piecesOf(html);
});

const server = createServer(async (request, response) => {
  const rows = await sql`select id, title, due_day, status from step where plan_id = ${planId}`;
  response.setHeader('content-type', 'text/html');
  response.end(renderToString(request.url === '/rich' ? draw(markup) : list(rows)));
});
server.listen(0, '127.0.0.1', () => process.send?.(server.address().port));
process.on('disconnect', () => process.exit());

const list = (rows) =>
  h(
    'ul',
    null,
    rows.map((row) =>
      h('li', { key: row.id }, h('b', null, row.title), h('time', null, String(row.due_day)), row.status),
    ),
  );

/** Elements made anew for each request, as a component makes them; what they say is known. */
const draw = (pieces) =>
  pieces.map((piece, key) =>
    typeof piece === 'string' ? piece : h(piece.tag, { ...piece.props, key }, ...draw(piece.children)),
  );

/** The page that React wrote, as a tree: every tag is closed and every attribute quoted. */
function piecesOf(html) {
  const root = { children: [] };
  const open = [root];
  const raw =
    /<(script|style)([^>]*)>([\s\S]*?)<\/\1>|<!--[\s\S]*?-->|<!DOCTYPE[^>]*>|<(\/?)([a-zA-Z][\w-]*)([^>]*?)(\/?)>|([^<]+)/g;
  for (const [, verbatim, attributes, body, closing, tag, rest, empty, text] of html.matchAll(raw)) {
    const into = open.at(-1).children;
    if (verbatim)
      into.push({
        tag: verbatim,
        props: { ...propsOf(attributes), dangerouslySetInnerHTML: { __html: body } },
        children: [],
      });
    else if (text) into.push(unescaped(text));
    else if (tag && closing) open.pop();
    else if (tag) {
      const piece = { tag, props: propsOf(rest), children: [] };
      into.push(piece);
      if (!empty) open.push(piece);
    }
  }
  return root.children;
}

const names = { class: 'className', for: 'htmlFor', value: 'defaultValue', checked: 'defaultChecked' };
const propsOf = (text) =>
  Object.fromEntries(
    [...text.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)]
      .filter(([, name]) => name !== 'style')
      .map(([, name, value]) => [names[name] ?? name, value === undefined ? true : unescaped(value)]),
  );
const signs = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" };
const unescaped = (text) => text.replace(/&(amp|lt|gt|quot|#x27);/g, (_all, name) => signs[name]);
