/** A list as long as a page has its own text each time, and a connection keeps every text it prepared. */
const MOST_PARAMETERS = 64;

/**
 * The driver holds back every statement with parameters that the connection has not prepared, until the server has
 * described it: twice the round trips, and one at a time. Drizzle asks for none to be prepared, so we do.
 */
export const preparing = (parameters: readonly unknown[]): { prepare: boolean } => ({
  prepare: parameters.length <= MOST_PARAMETERS,
});
