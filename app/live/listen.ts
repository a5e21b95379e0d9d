import { follow } from './followed.ts';
import { type Line, type LineOptions, openLine } from './line.ts';

/** The line of a plan, whose screens ask for nothing that it tells as long as it follows on what they know. */
export function listen(planId: string, options: Omit<LineOptions, 'wasReadAnew'>): Line {
  let unfollow = follow(planId);
  const line = openLine({
    ...options,
    readAnew() {
      unfollow();
      options.readAnew();
    },
    wasReadAnew() {
      unfollow = follow(planId);
    },
  });
  return {
    ...line,
    close() {
      unfollow();
      line.close();
    },
  };
}
