import type { AddressInfo } from 'node:net';
import { type Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

/** What the next message meets, and when. `dropAfterData` keeps the letter and hangs up without an answer. */
export type SmtpMood =
  | 'ok'
  | 'dropAtGreeting'
  | 'dropAtRecipient'
  | 'dropInsideData'
  | 'dropAfterData'
  | 'hangAfterData'
  | { at: 'greeting' | 'sender' | 'recipient' | 'data'; code: number; message: string };

type Options = {
  login?: { user: string; pass: string };
  /** Holds back the answer to a letter that was taken. */
  taken?: () => Promise<void>;
};

/** A real SMTP server on loopback, keeping each letter it took as a parsed message. */
export async function startSmtpServer({ login, taken }: Options = {}) {
  const delivered: { from: string; to: string[]; raw: string; mail: Email }[] = [];
  const moods: SmtpMood[] = [];
  const met = new Map<string, SmtpMood>();
  const hangUp = (session: SMTPServerSession) => {
    for (const connection of server.connections)
      if (connection.id === session.id) connection._socket.destroy();
  };
  const refusal = (at: Exclude<SmtpMood, string>['at'], session: SMTPServerSession) => {
    const mood = met.get(session.id);
    return typeof mood === 'object' && mood.at === at
      ? Object.assign(new Error(mood.message), { responseCode: mood.code })
      : null;
  };

  const server = new SMTPServer({
    logger: false,
    authOptional: !login,
    disabledCommands: login ? ['STARTTLS'] : ['STARTTLS', 'AUTH'],
    allowInsecureAuth: true,
    onConnect(session, done) {
      const mood = moods.shift() ?? 'ok';
      met.set(session.id, mood);
      if (mood === 'dropAtGreeting') return hangUp(session);
      done(refusal('greeting', session));
    },
    onAuth({ username, password }, _session, done) {
      if (username === login?.user && password === login?.pass) return done(null, { user: username });
      done(new Error('Authentication failed'));
    },
    onMailFrom: (_address, session, done) => done(refusal('sender', session)),
    onRcptTo(_address, session, done) {
      if (met.get(session.id) === 'dropAtRecipient') return hangUp(session);
      done(refusal('recipient', session));
    },
    async onData(stream, session, done) {
      const mood = met.get(session.id);
      if (mood === 'dropInsideData') return void stream.once('data', () => hangUp(session));
      // Whoever hands it in may die in the middle: half a letter is none.
      const raw = await collect(stream).catch(() => null);
      if (!raw) return;
      const refused = refusal('data', session);
      if (refused) return done(refused);
      const { mailFrom, rcptTo } = session.envelope;
      delivered.push({
        from: mailFrom ? mailFrom.address : '',
        to: rcptTo.map(({ address }) => address),
        raw: raw.toString('utf8'),
        mail: await PostalMime.parse(raw),
      });
      if (mood === 'dropAfterData') return hangUp(session);
      if (mood === 'hangAfterData') return;
      await taken?.();
      done(null, 'queued as test');
    },
  });
  server.on('error', () => {}); // lines cut on purpose
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const credentials = login ? `${encodeURIComponent(login.user)}:${encodeURIComponent(login.pass)}@` : '';
  return {
    url: `smtp://${credentials}127.0.0.1:${port}`,
    delivered,
    next: (...coming: SmtpMood[]) => void moods.push(...coming),
    /** Nothing more goes wrong. */
    calm: () => void moods.splice(0),
    async stop() {
      for (const connection of server.connections) connection._socket.destroy();
      await new Promise<void>((resolve) => server.close(resolve));
    },
  };
}

async function collect(stream: Readable) {
  const chunks: Buffer[] = [];
  await pipeline(
    stream,
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(chunk);
        done();
      },
    }),
  );
  return Buffer.concat(chunks);
}
