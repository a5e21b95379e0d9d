import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { scrubPath } from './scrub.ts';

/** One line a request, assets left out; the id is the one error pages show. */
export function accessLog(log: Logger): RequestHandler {
  return (req, res, next) => {
    const begun = performance.now();
    res.once('close', () => {
      const path = req.originalUrl;
      if (res.statusCode < 400 && (path.startsWith('/assets/') || path === '/healthz' || path === '/readyz'))
        return;
      log[res.statusCode >= 500 ? 'error' : 'info'](
        {
          requestId: res.locals.requestId,
          method: req.method,
          path: scrubPath(path),
          status: res.statusCode,
          ms: Math.round(performance.now() - begun),
          ...(res.writableFinished ? {} : { cut: true }),
        },
        'request',
      );
    });
    next();
  };
}
