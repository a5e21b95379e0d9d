/** The database must not be used as it is. The message says what a person has to do. */
export class DatabaseRefused extends Error {
  override readonly name: string = 'DatabaseRefused';
}
