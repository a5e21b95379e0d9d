/** Between the outboxes and the server: posts that arrive late, twice or not at all, and answers that get lost. */
import { happen, type Posted } from './model-outbox.ts';
import type { Screen, Sent } from './model-screen.ts';
import type { ModelServer, Post } from './model-server.ts';
import { accessOf } from './model-start.ts';
import type { Count } from './schedule.ts';

export interface PostOffice {
  /** What the outbox wanted sent leaves the browser. */
  post(screen: Screen): void;
  /** The server takes so many posts at once. */
  serve(most: number): Promise<void>;
  reply(screen: Screen): void;
  /** No answer comes, however far the post got. */
  fail(screen: Screen, isToldWhen?: boolean): void;
  loseRequest(screen: Screen): void;
  loseReply(screen: Screen): void;
  isEmpty(): boolean;
}

export function openPostOffice(
  server: ModelServer,
  screens: readonly Screen[],
  sent: Map<string, Sent>,
  given: <T>(who: Screen['who'], what: T) => T,
  count: Count,
): PostOffice {
  let inbox: { screen: Screen; post: Posted }[] = [];

  function fail(screen: Screen, isToldWhen = false): void {
    if (!screen.post) return;
    screen.post = null;
    happen(screen, { type: 'unheard', afterMs: isToldWhen ? 2_000 : null, failed: false });
  }

  return {
    fail,
    post(screen) {
      const { post, everPosted } = screen;
      if (!post || post.hasLeft) return;
      if (!screen.online) return fail(screen);
      post.hasLeft = true;
      if (post.ids.length > 1) count('several in one post');
      for (const [i, id] of post.ids.entries()) {
        if (everPosted.has(id)) count('sent again');
        everPosted.add(id);
        const own = sent.get(id);
        const envelope = post.envelopes[i];
        if (own && envelope) own.envelope = envelope;
      }
      inbox.push({ screen, post });
    },
    async serve(most) {
      const batch = inbox.slice(0, most);
      inbox = inbox.slice(most);
      if (batch.length === 0) return;
      const posts = batch.flatMap(({ screen, post }) =>
        post.envelopes.map((envelope) => ({
          access: accessOf(screen.who),
          envelope: envelope as Post['envelope'],
        })),
      );
      const { replies, frames } = await server.receive(posts);
      for (const screen of screens) if (screen.online) screen.line.push(...frames[screen.who.side]);
      for (const { screen, post } of batch) {
        const own = replies.splice(0, post.envelopes.length);
        const answers = own.map(({ answer }) => given(screen.who, answer));
        for (const [i, answer] of answers.entries())
          sent.get(post.envelopes[i]?.id ?? '')?.answers.push(answer);
        const cursor = own.at(-1)?.cursor;
        if (cursor && screen.online && screen.post === post) screen.replies.push({ post, answers, cursor });
      }
    },
    reply(screen) {
      const next = screen.replies.shift();
      if (!next || next.post !== screen.post) return;
      const { post, answers, cursor } = next;
      screen.post = null;
      for (const answer of answers)
        count(`answered ${answer.kind === 'ok' && answer.merged ? 'merged' : answer.kind}`);
      const byId = Object.fromEntries(post.ids.map((id, i) => [id, answers[i]]));
      happen(screen, { type: 'answered', answers: byId, cursor });
    },
    loseRequest(screen) {
      const at = inbox.findIndex((one) => one.screen === screen);
      if (at < 0) return;
      const [lost] = inbox.splice(at, 1);
      if (lost?.post === screen.post) fail(screen);
    },
    loseReply(screen) {
      const lost = screen.replies.shift();
      if (lost?.post === screen.post) fail(screen);
    },
    isEmpty: () => inbox.length === 0,
  };
}
