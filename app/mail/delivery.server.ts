import { deliveryAfter, stopAfter } from '#app/domain/delivery.ts';
import { toldOfAddress } from '#app/domain/told-of-address.ts';
import type { Database, Tx } from '#db/client.server.ts';
import {
  listLookers,
  listPlansOn,
  lockLetter,
  saveAddressStopped,
  saveAddressWorks,
  saveDelivery,
  saveProviderNews,
} from '#db/delivery.server.ts';
import { saveLetter } from '#db/letters.server.ts';
import type { LetterNews } from './resend-news.server.ts';

export type Taken = 'taken' | 'seen before' | 'no letter of ours';

/** What a provider tells of a letter, once: on the letter, on the address, and to who looks after it. */
export async function takeDeliveryNews(
  database: Database,
  { id, news }: { id: string; news: LetterNews },
): Promise<Taken> {
  return await database.transaction(async (tx) => {
    if (!(await saveProviderNews(tx, id))) return 'seen before';
    const letter = await lockLetter(tx, news);
    if (!letter) return 'no letter of ours';
    const delivery = deliveryAfter(letter.delivery, news.delivery);
    if (delivery !== letter.delivery)
      await saveDelivery(tx, letter.id, { delivery, words: news.words, at: new Date() });
    const { personId } = letter;
    if (personId) await takeForAddress(tx, { ...letter, personId }, news);
    return 'taken';
  });
}

type OfPerson = NonNullable<Awaited<ReturnType<typeof lockLetter>>> & { personId: string };

async function takeForAddress(tx: Tx, letter: OfPerson, news: LetterNews): Promise<void> {
  const { personId, sentTo } = letter;
  const why = stopAfter(news);
  if (why && sentTo) {
    if (await saveAddressStopped(tx, { personId, address: sentTo, why })) await tell(tx, letter);
  } else if (news.delivery === 'delivered')
    // Asked for after it stopped, and it arrived: the bounce was a mistake or is over.
    await saveAddressWorks(tx, { personId, why: 'bounced', before: letter.createdAt });
}

/** Of a letter about no plan, such as one to sign in: on every plan they are on. */
async function tell(tx: Tx, { id, personId, workspaceId, planId, refs }: OfPerson): Promise<void> {
  const invitedBy = typeof refs.invitedBy === 'string' ? refs.invitedBy : null;
  const about = workspaceId && planId ? [{ workspaceId, planId }] : await listPlansOn(tx, personId);
  for (const on of about)
    for (const reader of toldOfAddress(await listLookers(tx, on), { personId, invitedBy }))
      await saveLetter(tx, {
        ...{ kind: 'addressBounced', personId: reader, ...on },
        refs: { about: personId, letterId: id },
      });
}
