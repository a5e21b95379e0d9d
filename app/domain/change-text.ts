/**
 * The only place a change becomes a sentence. A phrase follows the actor's name ("Dana … finished **Demo**");
 * null is a detail that another change of the same command already tells.
 */

import type { Outcome } from './attachment.ts';
import { becauseWords } from './because.ts';
import type { Change, ChangeKind, ChangeOf } from './change.ts';
import { type Day, shortDay } from './day.ts';
import { figureWords } from './figure.ts';
import { healthBecause, statusWords } from './health-words.ts';
import { lagInWords } from './lag-words.ts';
import { isMeasureField, measureWords } from './measure-asked.ts';
import { type MeetingTime, timeInWords } from './meeting-time.ts';
import { movedBack, movedFirst, restBackInWords, restInWords } from './moved-together.ts';
import type { Phrase } from './phrase.ts';
import { type Because, findMilestone, findPerson, findStep, type Plan, sideName } from './plan.ts';
import { ownerName } from './plan-words.ts';

type Teller<K extends ChangeKind> = (plan: Plan, change: ChangeOf<K>) => Phrase | null;

const thing = (name: string): { name: string } => ({ name });
/** A person or a company: never in quotation marks. */
const someone = (name: string): Phrase[number] => ({ name, who: true });
const stepNamed = (plan: Plan, id: string | null): { name: string } =>
  thing(findStep(plan, id ?? '')?.title ?? 'a step since removed');
const milestoneNamed = (plan: Plan, id: string) =>
  thing(findMilestone(plan, id)?.name ?? 'a milestone since removed');
const day = (d: Day | null): string => (d ? shortDay(d) : 'no day');
const reason = (plan: Plan, because: Because | undefined): Phrase => {
  const words = becauseWords(plan, because);
  return words ? [`, ${words}`] : [];
};
/** "Tue 24 Nov, 15:00–15:45 Berlin time" */
const dayAndTime = ({ value, at }: { value: Day; at?: MeetingTime }): string =>
  at ? `${day(value)}, ${timeInWords(at)}` : day(value);
const goalWords = {
  objective: 'the goal',
  whyNow: 'why now',
  liveDay: 'the live day',
  buyerName: 'the company name',
};
const caseWordsInside = {
  problem: 'the problem',
  costToday: 'what it costs today',
  request: 'what is asked for',
  ifWeWait: 'what happens if we wait',
};
const outcomeVerbs: Record<Outcome, string> = {
  approved: 'said yes to ',
  approvedWithConditions: 'said yes with conditions to ',
  needsEvidence: 'needs to see more before deciding ',
  rejected: 'said no to ',
  withdrawn: 'took back what they had decided on ',
};
/** “on Demo”, or where it hangs on the plan as a whole. */
const about = (plan: Plan, stepId: string | null): Phrase =>
  stepId === null ? ['about the plan'] : ['about ', stepNamed(plan, stepId)];
const changed: Record<
  | 'ask'
  | 'doneWhen'
  | 'ifSlips'
  | 'confirmedOn'
  | 'type'
  | 'duration'
  | 'decidedBy'
  | 'freshCode'
  | 'withheld'
  | 'venue'
  | 'agenda'
  | 'attendees'
  | 'checkpoint',
  (step: Phrase[number]) => Phrase
> = {
  ask: (step) => ['changed what is asked in ', step],
  doneWhen: (step) => ['changed when ', step, ' is done'],
  ifSlips: (step) => ['changed what follows if ', step, ' slips'],
  confirmedOn: (step) => ['said that the day of ', step, ' is still right'],
  type: (step) => ['changed the kind of ', step],
  duration: (step) => ['changed how long ', step, ' takes'],
  decidedBy: (step) => ['changed how many have to say yes to ', step],
  freshCode: (step) => ['changed how a decision is proved on ', step],
  withheld: (step) => ['changed who will see ', step],
  venue: (step) => ['changed where ', step, ' takes place'],
  agenda: (step) => ['wrote what ', step, ' is to talk about'],
  attendees: (step) => ['changed who comes to ', step],
  checkpoint: (step) => ['changed whether both sides say go, adjust or stop at ', step],
};

const tellers: { [K in ChangeKind]: Teller<K> } = {
  planOpened: () => ['opened the plan'],
  planShared: (plan) => ['shared the plan with ', someone(plan.goal.buyerName)],
  goalChanged: (_plan, c) =>
    c.field === 'liveDay'
      ? [c.from ? `moved the live day from ${day(c.from)} to ${day(c.to)}` : `set the live day, ${day(c.to)}`]
      : [`put ${goalWords[c.field]} as “${c.to.trim().replace(/\.$/, '')}”`],
  caseChanged: (_plan, c) => [`wrote ${caseWordsInside[c.field]} in the case`],
  commentAdded: (plan, { thing: c }) => {
    const asked = findPerson(plan, c.request?.of ?? null);
    if (c.decisionId) return ['left a note ', ...about(plan, c.stepId)];
    if (c.request)
      return [
        'asked ',
        someone(asked?.name ?? 'somebody'),
        ` for an answer by ${day(c.request.by)} `,
        ...about(plan, c.stepId),
      ];
    return [c.answers ? 'answered ' : 'wrote ', ...about(plan, c.stepId)];
  },
  commentChanged: (plan, c) => {
    const stepId = plan.comments.find((other) => other.id === c.id)?.stepId ?? null;
    if (c.field === 'answeredOn' && c.to) return ['marked a question as answered ', ...about(plan, stepId)];
    return c.field === 'text' ? ['reworded what they wrote ', ...about(plan, stepId)] : null;
  },
  commentRemoved: (plan, c) => ['removed what they wrote ', ...about(plan, c.thing.stepId)],
  commentRevealed: (plan, c) => ['showed both sides a note ', ...about(plan, c.thing.stepId)],
  inputAdded: (plan, c) => [
    'listed ',
    thing(c.thing.name),
    ' as needed for ',
    stepNamed(plan, c.thing.stepId),
  ],
  inputChanged: (plan, c) => {
    const name = thing(plan.inputs.find((i) => i.id === c.id)?.name ?? 'something since removed');
    if (c.field === 'here') return c.to ? ['brought ', name] : ['said that ', name, ' is missing'];
    return ['changed what is needed: ', name];
  },
  inputRemoved: (plan, c) => [
    'took ',
    thing(c.thing.name),
    ' off what is needed for ',
    stepNamed(plan, c.thing.stepId),
  ],
  linkAdded: (plan, c) => ['linked ', thing(c.thing.name), ' to ', stepNamed(plan, c.thing.stepId)],
  linkChanged: (plan, c) => [
    'changed the link ',
    thing(plan.links.find((l) => l.id === c.id)?.name ?? 'since removed'),
  ],
  linkRemoved: (_plan, c) => ['removed the link ', thing(c.thing.name)],
  figureAdded: (_plan, c) => [`wrote down a figure: ${figureWords[c.thing.kind].toLowerCase()}`],
  figureChanged: (plan, c) => {
    const kind = plan.figures.find((f) => f.id === c.id)?.kind;
    return [`changed a figure${kind ? `: ${figureWords[kind].toLowerCase()}` : ''}`];
  },
  figureRemoved: (_plan, c) => [`removed a figure: ${figureWords[c.thing.kind].toLowerCase()}`],
  figureRevealed: (_plan, c) => [`showed both sides a figure: ${figureWords[c.thing.kind].toLowerCase()}`],
  decisionAdded: (plan, c) => [outcomeVerbs[c.thing.outcome], stepNamed(plan, c.thing.stepId)],
  meetingNoteAdded: (plan, { thing: { stepId, said } }) => {
    if (said.kind === 'closed') return ['closed ', stepNamed(plan, stepId)];
    // The step itself tells it.
    if (said.kind === 'wrote') return null;
    return [`said ${said.kind} at `, stepNamed(plan, stepId), said.reason ? `: ${said.reason}` : ''];
  },
  meetingNoteRemoved: (plan, { thing: { stepId, said } }) => {
    if (said.kind === 'closed') return ['took back how ', stepNamed(plan, stepId), ' ended'];
    if (said.kind === 'wrote') return null;
    return [`took back “${said.kind}” at `, stepNamed(plan, stepId)];
  },
  domainAdded: (_plan, c) => [`limited invitations to addresses at ${c.thing.name}`],
  domainRemoved: (_plan, c) => [`no longer limits invitations to ${c.thing.name}`],
  calendarChanged: (plan, c) =>
    `${c.from.week}${c.from.daysOff}` === `${c.to.week}${c.to.daysOff}`
      ? ['changed how soon ', someone(sideName(plan, c.side)), ' answers']
      : ['changed when ', someone(sideName(plan, c.side)), ' works'],
  pauseChanged: (_plan, c) => [
    c.to ? `paused the plan until ${day(c.to.until)}: “${c.to.reason}”` : 'carried on with the plan',
  ],
  goalConfirmed: (_plan, c) => [c.to ? 'said yes to the goal' : 'took the yes to the goal back'],
  measureAdded: (_plan, c) => ['added the measure ', thing(c.measure.name)],
  measureChanged: (plan, c) => [
    'changed the measure ',
    thing(plan.measures.find((m) => m.id === c.measureId)?.name ?? 'since removed'),
  ],
  measureRemoved: (_plan, c) => ['removed the measure ', thing(c.measure.name)],
  milestoneAdded: (_plan, c) => ['added the milestone ', thing(c.milestone.name)],
  milestoneRenamed: (_plan, c) => ['renamed the milestone ', thing(c.from), ' to ', thing(c.to)],
  milestoneMoved: (plan, c) => ['moved the milestone ', milestoneNamed(plan, c.milestoneId)],
  milestoneRemoved: (_plan, c) => ['removed the milestone ', thing(c.milestone.name)],
  milestoneReached: (plan, c) => ['reached ', milestoneNamed(plan, c.milestoneId)],
  milestonePaced: (plan, c) => [
    'now expects ',
    milestoneNamed(plan, c.milestoneId),
    ` on ${day(c.to.day)}, not ${day(c.was)}`,
  ],
  healthChanged: (plan, c) =>
    // Whoever paused it is told of with their words.
    c.to === 'paused'
      ? null
      : [
          c.to === 'onTrack' ? 'is on track again' : `became ${statusWords[c.to]}`,
          ` because ${healthBecause(plan, c.reason)}`,
        ],
  milestoneReopened: (plan, c) => ['opened ', milestoneNamed(plan, c.milestoneId), ' again'],
  stepAdded: (_plan, c) => ['added ', thing(c.step.title)],
  stepChanged: (plan, c) => {
    const name = stepNamed(plan, c.stepId);
    if (c.field === 'dueDay')
      return [
        'moved ',
        name,
        c.from ? ` from ${day(c.from)} to ${day(c.to)}` : ` to ${day(c.to)}`,
        ...reason(plan, c.because),
      ];
    if (c.field === 'title') return ['renamed ', thing(c.from), ' to ', thing(c.to)];
    if (c.field === 'meetingTime')
      return c.to
        ? ['set the time of ', name, ` to ${timeInWords(c.to)}`]
        : ['took the time of ', name, ' away'];
    return changed[c.field](name);
  },
  stepMoved: (plan, c) =>
    c.from.milestoneId === c.to.milestoneId
      ? ['reordered ', stepNamed(plan, c.stepId)]
      : ['moved ', stepNamed(plan, c.stepId), ' to ', milestoneNamed(plan, c.to.milestoneId)],
  stepRemoved: (_plan, c) => ['removed ', thing(c.step.title)],
  stepStatusChanged: (plan, c) => {
    const name = stepNamed(plan, c.stepId);
    switch (c.to.status) {
      case 'done':
        return ['finished ', name];
      case 'skipped':
        return ['skipped ', name, c.to.reason ? `: ${c.to.reason}` : ''];
      case 'stuck':
        return [
          ...['got stuck on ', name, c.to.reason ? `: ${c.to.reason}` : ''],
          ...(c.to.lookOn ? [`, to be looked at again on ${day(c.to.lookOn)}`] : []),
        ];
      default:
        return c.from.status === 'stuck' ? ['went on with ', name] : ['opened ', name, ' again'];
    }
  },
  agreementChanged: (plan, c) => {
    const name = stepNamed(plan, c.stepId);
    switch (c.to.agreement) {
      case 'agreed':
        // Straight from the outline nobody was asked: it is one's own word.
        return [c.from.agreement === 'outline' ? 'promised ' : 'agreed to ', name];
      case 'declined':
        return ['said no to ', name, c.to.reason ? `: ${c.to.reason}` : ''];
      case 'outline':
        return ['put ', name, ' back to the outline'];
      case 'proposed':
        return null;
    }
  },
  stepRevealed: (plan, c) => ['showed both sides ', stepNamed(plan, c.step.id)],
  stepHidden: (plan, c) => ['kept to one side ', stepNamed(plan, c.step.id)],
  ownerAdded: (plan, c) =>
    c.owner.standIn
      ? [
          'asked ',
          someone(findPerson(plan, c.owner.standIn)?.name ?? 'a colleague'),
          ' to decide ',
          stepNamed(plan, c.stepId),
          ' in their place',
        ]
      : ['handed ', stepNamed(plan, c.stepId), ` to ${ownerName(plan, c.owner)}`],
  ownerRemoved: () => null,
  dependencyAdded: (plan, c) => [
    'made ',
    stepNamed(plan, c.dependency.stepId),
    ' wait for ',
    stepNamed(plan, c.dependency.afterId),
  ],
  dependencyChanged: (plan, c) => [
    'made ',
    stepNamed(plan, c.dependency.stepId),
    ` begin ${lagInWords(c.to)} `,
    stepNamed(plan, c.dependency.afterId),
  ],
  dependencyRemoved: (plan, c) => [
    'stopped ',
    stepNamed(plan, c.dependency.stepId),
    ' waiting for ',
    stepNamed(plan, c.dependency.afterId),
  ],
  offerMade: (plan, c) => {
    if (c.offer.subject === 'goal')
      return c.offer.terms.field === 'liveDay'
        ? [`suggested ${day(c.offer.terms.value)} as the live day`]
        : isMeasureField(c.offer.terms.field)
          ? [`suggested “${c.offer.terms.value}” for `, someone(measureWords(plan, c.offer.terms.field))]
          : [`suggested other words for ${goalWords[c.offer.terms.field]}`];
    const name = stepNamed(plan, c.offer.stepId);
    switch (c.offer.terms.field) {
      case 'step':
        return ['asked for ', name];
      case 'done':
        return ['asked whether ', name, ' is done'];
      case 'dueDay':
        return [`suggested ${dayAndTime(c.offer.terms)} for `, name, ...reason(plan, c.offer.terms.because)];
      case 'ask':
        return ['suggested asking for something else in ', name];
      case 'owner':
        return [
          `suggested that ${ownerName(plan, { id: c.offer.terms.value.ownerId, ...c.offer.terms.value })} does `,
          name,
        ];
    }
  },
  offerClosed: (plan, c) => {
    const { field } = c.offer.terms;
    const about =
      c.offer.subject === 'step'
        ? stepNamed(plan, c.offer.stepId)
        : someone(isMeasureField(field) ? measureWords(plan, field) : 'the goal');
    if (c.outcome === 'withdrawn') return ['took back the question about ', about];
    if (c.outcome === 'declined') {
      if (c.offer.terms.field === 'done')
        return ['said that ', about, ' is not done yet', c.reason ? `: ${c.reason}` : ''];
      const what = c.offer.terms.field === 'step' ? 'said no to ' : 'said no to the change of ';
      return [what, about, c.reason ? `: ${c.reason}` : ''];
    }
    return null;
  },
  stakeholderAdded: (_plan, c) => ['invited ', someone(c.stakeholder.name)],
  stakeholderChanged: (plan, c) => {
    const who = someone(findPerson(plan, c.stakeholderId)?.name ?? 'somebody who has left');
    switch (c.field) {
      case 'enteredOn':
        return ['came in'];
      case 'pointPerson':
        return [c.to ? 'handed the lead to ' : 'took the lead from ', who];
      case 'admitted':
        return ['let in ', who];
      case 'name':
        return ['changed how their name is written, from ', someone(c.from)];
      default:
        return ['changed what ', who, ' does here'];
    }
  },
  stakeholderRemoved: (_plan, c) => ['removed ', someone(c.stakeholder.name), ' from the plan'],
};

export const changeText = (plan: Plan, change: Change): Phrase | null =>
  (tellers[change.kind] as Teller<ChangeKind>)(plan, change as never);

/** Where a command does several of a kind, the sentence names one and counts the rest. */
const countable: ReadonlySet<ChangeKind> = new Set([
  'offerMade',
  'agreementChanged',
  'goalChanged',
  'stepStatusChanged',
  'stepAdded',
  'stepRemoved',
]);

/** A yes to somebody's day: told as what was done, not as the move that came of it. */
function acceptedDay(plan: Plan, list: Change[]): Phrase | null {
  const yeses = list.flatMap((c) => (c.kind === 'offerClosed' && c.outcome === 'accepted' ? [c.offer] : []));
  const [offer] = yeses;
  if (!offer || yeses.length > 1 || offer.terms.field !== 'dueDay') return null;
  return [`said yes to ${dayAndTime(offer.terms)} for `, stepNamed(plan, offer.stepId)];
}

/** A meeting's day and its time, said at once, are one thing. */
function meetingMoved(plan: Plan, list: Change[]): Phrase | null {
  for (const c of list) {
    if (c.kind !== 'stepChanged' || c.field !== 'meetingTime' || !c.to) continue;
    const moved = list.find(
      (other) => other.kind === 'stepChanged' && other.field === 'dueDay' && other.stepId === c.stepId,
    );
    if (moved?.kind === 'stepChanged' && moved.field === 'dueDay' && moved.to)
      return ['moved ', stepNamed(plan, c.stepId), ` to ${dayAndTime({ value: moved.to, at: c.to })}`];
  }
  return null;
}

/** Nobody came in their place, so that nothing else tells it. */
function ownerTaken(plan: Plan, list: Change[]): Phrase | null {
  const gone = list.find((c) => c.kind === 'ownerRemoved');
  return gone ? ['took ', someone(ownerName(plan, gone.owner)), ' off ', stepNamed(plan, gone.stepId)] : null;
}

/** A question that another takes the place of goes without saying. */
const isReplaced = (list: Change[], change: Change): boolean =>
  change.kind === 'offerClosed' &&
  list.some((c) => c.kind === 'offerMade' && c.offer.replaces?.[0]?.id === change.offer.id);

/** Nobody invites themselves: whoever opens a plan is on it. */
const isOwnArrival = (change: Change, by: string | null): boolean =>
  change.kind === 'stakeholderAdded' && change.stakeholder.personId === by;

/** What a command was for, whatever else came of it. */
const leading: ReadonlySet<ChangeKind> = new Set([
  'planShared',
  'stepRemoved',
  'stakeholderAdded',
  'stakeholderRemoved',
]);

/** Whoever takes themselves off the plan. */
const hasLeft = (list: Change[], by: string | null): boolean =>
  list.some((c) => c.kind === 'stakeholderRemoved' && c.stakeholder.personId === by);

/** Whoever tells it ends the sentence: what somebody wrote brings no stop of its own. */
function withoutStop(phrase: Phrase): Phrase {
  const last = phrase.at(-1);
  return typeof last === 'string' ? [...phrase.slice(0, -1), last.replace(/[.\s]+$/, '')] : phrase;
}

/**
 * One command as one sentence: its first telling changes, with how many more of the same kind. `by`: the person whose
 * name stands before it. `isUndo`: it took an earlier one back.
 */
export function commandText(
  plan: Plan,
  list: Change[],
  by: string | null = null,
  isUndo = false,
): Phrase | null {
  const phrase = (isUndo && movedBackText(plan, list)) || phraseOf(plan, list, by);
  return phrase && withoutStop(phrase);
}

/** Days that had moved together, there again together. */
function movedBackText(plan: Plan, list: Change[]): Phrase | null {
  const first = movedBack(plan, list);
  return (
    first && ['moved ', stepNamed(plan, first.stepId), ` back to ${day(first.to)}${restBackInWords(list)}`]
  );
}

/** The same people as before: somebody else comes first, or a part was taken back. */
function approversMoved(plan: Plan, list: Change[]): Phrase | null {
  const owners = (kind: 'ownerAdded' | 'ownerRemoved') =>
    list.flatMap((c) => (c.kind === kind ? [c.owner] : [])).sort((a, b) => (a.id < b.id ? -1 : 1));
  const [was, is] = [owners('ownerRemoved'), owners('ownerAdded')];
  const [first] = list;
  if (is.length === 0 || list.length !== was.length + is.length || first?.kind !== 'ownerRemoved')
    return null;
  if (was.map((o) => o.id).join() !== is.map((o) => o.id).join()) return null;
  const changed = is.findIndex((o, at) => o.standIn !== was[at]?.standIn);
  const step = stepNamed(plan, first.stepId);
  if (changed < 0) return ['changed who decides ', step, ' first'];
  const now = is[changed];
  return now?.standIn
    ? changeText(plan, { kind: 'ownerAdded', stepId: first.stepId, owner: now })
    : ['left the decision on ', step, ` to ${now ? ownerName(plan, now) : 'whoever was asked'} again`];
}

function phraseOf(plan: Plan, list: Change[], by: string | null): Phrase | null {
  const told = list.flatMap((change) => {
    if (isReplaced(list, change) || isOwnArrival(change, by)) return [];
    const phrase = changeText(plan, change);
    return phrase ? [{ kind: change.kind, phrase }] : [];
  });
  if (hasLeft(list, by)) return ['left the plan'];
  const instead = approversMoved(plan, list);
  if (instead) return instead;
  const first = movedFirst(list);
  const firstPhrase =
    acceptedDay(plan, list) ?? meetingMoved(plan, list) ?? (first && changeText(plan, first));
  if (firstPhrase) return first ? [...firstPhrase, restInWords(list)] : firstPhrase;
  const lead =
    told.find((t) => leading.has(t.kind)) ??
    // A note beside a decision may come from another layer, and then stands before it.
    told.find((t) => t.kind === 'decisionAdded') ??
    // Who is stuck and asks for help is stuck first of all.
    told.find((t) => t.kind === 'stepStatusChanged') ??
    told.find((t) => t.kind === 'commentAdded') ??
    told[0];
  if (!lead) return ownerTaken(plan, list);
  const alike = told.filter((t) => t.kind === lead.kind).length - 1;
  const reached = list.find((c) => c.kind === 'milestoneReached' || c.kind === 'milestoneReopened');
  const tail = reached && reached.kind !== lead.kind ? changeText(plan, reached) : null;
  return [
    ...(alike > 0 || tail ? withoutStop(lead.phrase) : lead.phrase),
    ...(alike > 0 && countable.has(lead.kind) ? [` and ${alike} more`] : []),
    ...(tail ? [', and ', ...tail] : []),
  ];
}
