import { erasePerson } from '#app/commands/erase-person.server.ts';
import { parseAddress } from '#app/mail/address.ts';
import { openData } from '#app/open-data.server.ts';
import { findPersonByAddress } from '#db/people.server.ts';

const say = (text: string) => process.stdout.write(`${text}\n`);

/** `npm run erase -- dana@acme.example --for-good`, by whoever runs the server. Answers the exit code. */
export async function eraseCommand(args: readonly string[]): Promise<number> {
  const address = parseAddress(args.find((arg) => !arg.startsWith('--')) ?? '');
  if (!address) {
    say('Whose address? For example: npm run erase -- dana@acme.example');
    return 1;
  }
  const data = await openData();
  try {
    const person = await findPersonByAddress(data.database.db, address);
    if (!person) {
      say(`Nobody with the address ${address} is known here.`);
      return 1;
    }
    if (!args.includes('--for-good')) {
      say(
        `${person.name}, ${address}, is taken off every plan. Their name, address, letters, links and sessions go,`,
      );
      say(
        'and so does the text of what they did in each history. The plans stay, and their histories still verify.',
      );
      say(`Nothing has happened yet. To erase them: npm run erase -- ${address} --for-good`);
      return 0;
    }
    const erased = await erasePerson(person.id, null);
    say(
      erased.ok
        ? `Erased. Plans they were on: ${erased.value.plans}. Events whose text went: ${erased.value.events}.`
        : erased.error.sentence,
    );
    return erased.ok ? 0 : 1;
  } finally {
    await data.close();
  }
}
