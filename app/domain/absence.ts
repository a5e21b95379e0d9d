/** What an automatic reply says about when its writer is back, in English and German; nothing where it is not plain. */
import { type AbsenceWord, absenceWords, type Found } from './absence-words.ts';
import { addDays, compareDays, type Day, daysBetween } from './day.ts';

/** Without a year, a day further away is more likely a reply that somebody forgot to turn off. */
const WITHOUT_YEAR = 183;
const AT_MOST = 366;
/** A weekend or a few holidays may lie between the last day away and the day they are back. */
const BETWEEN = 5;

const has = (words: readonly AbsenceWord[], set: ReadonlySet<string>): boolean =>
  words.some(({ text }) => text !== undefined && set.has(text));
const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const away = setOf(
  'away out ooo oof vacation holiday holidays leave absent absence unavailable unreachable pto travelling ' +
    'traveling off offline closed urlaub abwesend abwesenheit außer ausser verreist unterwegs dienstreise ' +
    'elternzeit mutterschutz krank geschlossen weg betriebsferien',
);
const not = setOf('not no cannot wont unable limited nicht kein keine keinen nur eingeschränkt');
/** With a "not" before or after, they say that somebody is away; without, that they are there. */
const there = setOf(
  'available reachable office in at respond reply access working reading erreichbar verfügbar im da anwesend ' +
    'zugriff haus büro lesen antworten',
);
const back = setOf('back return returning returns returned resume');
const backGerman = setOf('wieder zurück zurueck rückkehr rueckkehr erst');
/** "Get back to you", "return your call": an answer, not a day. */
const answering = setOf('get getting got write writing call calling come reply report');
const answered = setOf('to your you call calls all any message messages mail email emails');
const until = setOf('until till til through thru bis');
/** What may stand between such a word and its day. */
const small = setOf(
  'and including inclusive the on zum zu den dem einschließlich einschl inkl inklusive und mit am',
);
const on = setOf('on from starting of by');
const onGerman = setOf('am ab zum den dem der');
/** Of a whole sentence no more is looked at than this: a text made to take long does not. */
const WINDOW = 40;

const isNegated = (words: readonly AbsenceWord[]): boolean =>
  has(words, not) || words.some(({ text = '' }) => text.endsWith("n't") || text.endsWith('n’t'));

const saysAway = (words: readonly AbsenceWord[]): boolean =>
  has(words, away) || (isNegated(words) && has(words, there));

/** The day they are back, as far as a letter written on `today` says it clearly. */
export function absenceIn(letter: string, today: Day): Day | null {
  const words = absenceWords(letter);
  const lastDays = new Set<Day>();
  const backs = new Set<Day>();
  for (const [at, word] of words.entries()) {
    if (word.found === undefined) continue;
    const means = meaningOf(words, at);
    if (means === null) continue;
    const day = word.found === 'unclear' ? null : dayMeant(word.found, means.german, today);
    // A day that they mean and that cannot be told for certain makes the whole letter unclear.
    if (day === null) return null;
    (means.is === 'back' ? backs : lastDays).add(day);
  }
  return agreed([...lastDays], [...backs], today);
}

function agreed(lastDays: readonly Day[], backs: readonly Day[], today: Day): Day | null {
  if (lastDays.length > 1 || backs.length > 1) return null;
  const [last] = lastDays;
  const [returns] = backs;
  if (last && returns && (returns <= last || daysBetween(last, returns) > BETWEEN)) return null;
  const day = returns ?? (last && addDays(last, 1));
  if (!day || compareDays(day, today) <= 0 || daysBetween(today, day) > AT_MOST) return null;
  return day;
}

/** Null where the day at `at` is about something else. */
function meaningOf(
  words: readonly AbsenceWord[],
  at: number,
): { is: 'last' | 'back'; german: boolean } | null {
  const clause = backTo(words, at, ({ ends, parts }) => Boolean(ends || parts));
  const sentence = backTo(words, at, ({ ends }) => ends === true);
  const after = forwardTo(words, at);
  const lead = [...clause];
  while (has(lead.slice(-1), small)) lead.pop();
  const told = lead.at(-1)?.text ?? '';
  const german = told === 'bis' || clause.at(-1)?.text === 'den' || has(clause.slice(-2), onGerman);
  if (until.has(told)) {
    if (isNegated(clause) && saysBack(lead)) return { is: 'back', german };
    return saysAway([...sentence, ...after]) ? { is: 'last', german } : null;
  }
  if (told === 'before' || told === 'vor') {
    const whole = [...clause, ...after];
    return isNegated(whole) && (saysBack(whole) || has(whole, backGerman))
      ? { is: 'back', german: told === 'vor' }
      : null;
  }
  const direct = clause.at(-1)?.text ?? '';
  if (
    saysBack(clause) &&
    (on.has(direct) ||
      direct === 'the' ||
      back.has(direct) ||
      direct === 'date' ||
      direct === 'office' ||
      direct === 'work')
  )
    return { is: 'back', german: false };
  if (has([...clause, ...after], backGerman) && (onGerman.has(direct) || backGerman.has(direct)))
    return { is: 'back', german: true };
  if ((direct === 'to' || direct === '–') && isRange(words, at) && saysAway([...sentence, ...after]))
    return { is: 'last', german: false };
  return null;
}

/** "From 24 November to 3 December", "24.11. – 3.12." */
function isRange(words: readonly AbsenceWord[], at: number): boolean {
  const first = words[at - 2];
  return first?.found !== undefined || /^\d{1,2}$/.test(first?.text ?? '');
}

function saysBack(clause: readonly AbsenceWord[]): boolean {
  return clause.some(
    ({ text = '' }, n) =>
      (back.has(text) && !answering.has(clause[n - 1]?.text ?? '') && !answersWho(clause, n)) ||
      (text === 'again' && has(clause, there)),
  );
}

/** "Back to you", "return your call"; but "back to work", "return to the office". */
const answersWho = (clause: readonly AbsenceWord[], n: number): boolean => {
  const next = clause[n + 1]?.text ?? '';
  return next === 'to' ? clause[n + 2]?.text === 'you' : answered.has(next);
};

const backTo = (
  words: readonly AbsenceWord[],
  at: number,
  stops: (word: AbsenceWord) => boolean,
): AbsenceWord[] => {
  let from = at;
  while (from > 0 && at - from < WINDOW && !stops(words[from - 1] as AbsenceWord)) from -= 1;
  return words.slice(from, at);
};

const forwardTo = (words: readonly AbsenceWord[], at: number): AbsenceWord[] => {
  let to = at + 1;
  while (to < words.length && to - at < WINDOW && !words[to]?.ends && !words[to]?.parts && !words[to]?.found)
    to += 1;
  return words.slice(at + 1, to);
};

/** Of a written day the one meant: with no year the next there is, and never far away. */
function dayMeant(found: Exclude<Found, 'unclear'>, german: boolean, today: Day): Day | null {
  // Who writes English may mean either by 3.12.
  if (found.dotted && !german && found.date <= 12 && found.month <= 12 && found.date !== found.month)
    return null;
  const day = found.onYear(found.year ?? Number(today.slice(0, 4)));
  const next =
    found.year === null && (day === null || day < today) ? found.onYear(Number(today.slice(0, 4)) + 1) : day;
  if (next === null || !found.fits(next)) return null;
  return found.year === null && daysBetween(today, next) > WITHOUT_YEAR ? null : next;
}
