import { data } from '@remix-run/node';
import type { Answer } from '#app/domain/command.ts';
import type { Refusal } from '#app/domain/result.ts';
import type { Reply } from './reply.ts';

/** Foreign and missing are the same answer, to the byte. Throw it, as all of these. */
export const notFound = () => data<Reply>({ code: 'not-found' }, { status: 404 });

/** There was something, and it has ended. */
export const gone = () => data<Reply>({ code: 'gone' }, { status: 410 });

export const badRequest = (refusal: Refusal) => data<Reply>(refusal, { status: 400 });

export const forbidden = (refusal?: Refusal) =>
  data<Reply>(refusal ?? { code: 'forbidden' }, { status: 403 });

export const conflict = (refusal: Refusal) => data<Reply>(refusal, { status: 409 });

export const tooOften = (retryAfterSeconds: number) =>
  data<Reply>({ code: 'too-often' }, { status: 429, headers: { 'Retry-After': String(retryAfterSeconds) } });

export const unavailable = () =>
  data<Reply>({ code: 'unavailable' }, { status: 503, headers: { 'Retry-After': '2' } });

export const statusOf: Record<Answer['kind'], number> = {
  ok: 200,
  conflict: 409,
  absent: 404,
  refused: 422,
  invalid: 422,
};

export const notACommand: Refusal = {
  code: 'notACommand',
  sentence: 'That is not something this plan knows. Nothing was changed.',
};

/** For a route without a page, where Remix makes an answer of a thrown Response and of nothing else. */
export function withoutPage<Args, Answer>(
  handle: (args: Args) => Answer | Promise<Answer>,
): (args: Args) => Promise<Answer> {
  return async (args) => {
    try {
      return await handle(args);
    } catch (thrown) {
      throw isReply(thrown) ? Response.json(thrown.data, thrown.init ?? {}) : thrown;
    }
  };
}

const isReply = (thrown: unknown): thrown is ReturnType<typeof data<Reply>> =>
  typeof thrown === 'object' &&
  thrown !== null &&
  'type' in thrown &&
  thrown.type === 'DataWithResponseInit' &&
  'data' in thrown;
