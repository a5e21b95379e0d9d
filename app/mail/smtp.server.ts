import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection, { type SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';
import { safeName } from './address.ts';
import {
  calendarFile,
  type Failure,
  failed,
  type Mailer,
  messageId,
  type Outgoing,
  refusedLetter,
  SEND_DEADLINE_MS,
  type Sent,
} from './mailer.server.ts';

type Options = { url: string; deadlineMs?: number };

/** How far a delivery came. After `sent` the server may have the letter, whether or not we saw its answer. */
type Stage = 'connecting' | 'envelope' | 'sent';

/**
 * `smtp://user:password@host:587` (STARTTLS) or `smtps://user:password@host` (TLS from the start).
 * A password is only ever given over TLS, unless the server is this machine or the address ends in
 * `?requireTLS=false`. `?rejectUnauthorized=false` accepts a certificate nobody vouches for.
 */
export function smtpMailer({ url, deadlineMs = SEND_DEADLINE_MS - 5_000 }: Options): Mailer {
  const server = readSmtpAddress(url);
  return {
    kind: 'smtp',
    async send(outgoing) {
      const refused = refusedLetter(outgoing);
      if (refused) return refused;
      try {
        return await deliver(server, outgoing, await compose(outgoing), deadlineMs);
      } catch (thrown) {
        return failed('temporary', `The letter could not be handed to the mail server: ${String(thrown)}`);
      }
    },
  };
}

const SLICE_BYTES = 16_384;

type Server = { connection: SMTPConnectionOptions; login?: { user: string; pass: string } };

export function readSmtpAddress(address: string): Server {
  // Node's own complaint would repeat the address, and with it the password.
  if (!/^smtps?:\/\//.test(address) || !URL.canParse(address))
    throw new Error('The SMTP address must look like smtp://user:password@host:587 or smtps://…');
  const url = new URL(address);
  const secure = url.protocol === 'smtps:';
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  const wish = url.searchParams.get('requireTLS');
  const requireTLS = wish === null ? url.username !== '' && !isHere : wish !== 'false';
  return {
    connection: {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port ? Number(url.port) : secure ? 465 : 587,
      secure,
      requireTLS: !secure && requireTLS,
      connectionTimeout: 15_000,
      greetingTimeout: 15_000,
      tls: { rejectUnauthorized: url.searchParams.get('rejectUnauthorized') !== 'false' },
    },
    ...(url.username && {
      login: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    }),
  };
}

const compose = (outgoing: Outgoing) =>
  new MailComposer({
    from: { name: safeName(outgoing.from.name), address: outgoing.from.address },
    to: { name: safeName(outgoing.to.name ?? ''), address: outgoing.to.address },
    replyTo: outgoing.replyTo,
    subject: outgoing.subject,
    messageId: messageId(outgoing.id, outgoing.from.address),
    headers: outgoing.headers,
    text: outgoing.text,
    html: outgoing.html,
    ...(outgoing.calendar && {
      icalEvent: {
        method: outgoing.calendar.method,
        filename: calendarFile,
        content: outgoing.calendar.text,
      },
    }),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();

// The connection is driven by hand, not through a transport, because only so do we know whether the last
// byte had left when the line went dead: that is the difference between "try again" and "ask a person".
function deliver(server: Server, outgoing: Outgoing, message: Buffer, deadlineMs: number): Promise<Sent> {
  return new Promise((resolve) => {
    let stage: Stage = 'connecting';
    const connection = new SMTPConnection({ ...server.connection, socketTimeout: deadlineMs });
    const deadline = setTimeout(
      () => finish(lineLost(stage, `no answer within ${deadlineMs / 1000} seconds`)),
      deadlineMs,
    );
    const finish = (sent: Sent) => {
      clearTimeout(deadline);
      if (sent.ok) connection.quit();
      else connection.close();
      resolve(sent);
    };
    const stop = (error: unknown) => finish(failureOf(stage, error));

    connection.on('error', stop);
    const hand = () => {
      stage = 'envelope';
      const body = Readable.from(slices(message), { objectMode: false, highWaterMark: SLICE_BYTES });
      body.once('end', () => {
        stage = 'sent';
      });
      const envelope = { from: outgoing.from.address, to: [outgoing.to.address] };
      connection.send(envelope, body, (error, info) => {
        if (error) stop(error);
        else finish({ ok: true, providerId: info.response.slice(0, 200) });
      });
    };
    connection.connect((error) => {
      if (error) return stop(error);
      if (!server.login || !connection.allowsAuth) return hand();
      connection.login(server.login, (refused) => (refused ? stop(refused) : hand()));
    });
  });
}

// In slices the stream follows what the socket takes; in one piece it would end before the first byte has left.
function* slices(message: Buffer) {
  for (let at = 0; at < message.length; at += SLICE_BYTES) yield message.subarray(at, at + SLICE_BYTES);
}

function failureOf(stage: Stage, error: unknown): Failure {
  const { message, code, response } = wordsOf(error);
  if (!code) return lineLost(stage, message);
  const reason = `The mail server said: ${stage === 'connecting' ? message : (response ?? message)}`;
  // Before the envelope the server refuses us (login, greeting, TLS), not this letter: it waits until somebody
  // mends that. 421 and 503 are about the session, 530 to 538 about the login.
  const isAboutUs = stage === 'connecting' || code < 500 || code === 503 || (code >= 530 && code <= 538);
  return failed(isAboutUs ? 'temporary' : 'permanent', reason);
}

const lineLost = (stage: Stage, what: string): Failure =>
  stage === 'sent'
    ? failed('unknown', `The mail server has the letter, but its answer was not seen: ${what}`)
    : failed('temporary', `The mail server could not be reached: ${what}`);

function wordsOf(error: unknown): { message: string; code?: number; response?: string } {
  if (!(error instanceof Error)) return { message: String(error) };
  const code =
    'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : undefined;
  const response = 'response' in error && typeof error.response === 'string' ? error.response : undefined;
  return { message: error.message, code, response };
}
