import { env } from '#app/env.server.ts';
import { parseAddress } from '#app/mail/address.ts';
import { openMailRoom } from '#app/mail/mail-room.server.ts';
import { sendTestLetter } from '#app/mail/test-letter.server.ts';
import { openData } from '#app/open-data.server.ts';

const say = (text: string) => process.stdout.write(`${text}\n`);

/** `npm run test-letter -- otto@acme.example`, by whoever runs the server. Answers the exit code. */
export async function testLetterCommand(args: readonly string[]): Promise<number> {
  const address = parseAddress(args[0] ?? '');
  if (!address) {
    say('To whom? For example: npm run test-letter -- otto@acme.example');
    return 1;
  }
  const data = await openData();
  try {
    const { taken, sentence } = await sendTestLetter(await openMailRoom(data.database, env()), {
      name: '',
      address,
    });
    say(sentence);
    return taken ? 0 : 1;
  } finally {
    await data.close();
  }
}
