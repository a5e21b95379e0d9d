import { type CurrentSession, endCurrentSession } from '#app/auth/session.server.ts';

/** Ends the session in the table, not only in the browser; answers the cookie that clears it there. */
export const signOut = (current: CurrentSession | undefined): Promise<string> => endCurrentSession(current);
