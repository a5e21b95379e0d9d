/**
 * What hangs on a step or on the plan beside its own fields: what was written, what a step needs and where to
 * look, private figures, approval decisions, mail domains. All of it is added, changed, removed and revealed in
 * one way, told here once.
 */
import type { Bound } from './bound.ts';
import type { Day } from './day.ts';
import type { CommentFile } from './file.ts';
import type { Layer, Side, Versions } from './layer.ts';
import type { MeetingNote } from './meeting-note.ts';

interface Attached {
  id: string;
  layer: Layer;
  versions: Versions;
}

/** Something written, about a step or the plan. With `request` it asks one person for an answer by a day. */
export interface Comment extends Attached {
  /** Null: about the plan as a whole, or about a step that has gone. */
  stepId: string | null;
  by: string;
  byName: string;
  bySide: Side;
  /** When it was written, ISO. */
  at: string;
  text: string;
  /** Rows of the people it names. */
  mentions: string[];
  /** `promised`: the moment by which an answer was promised as it was asked, ISO. */
  request: { of: string; by: Day; promised?: string } | null;
  /** The request it answers. */
  answers: string | null;
  /** The day its request was answered or taken back. */
  answeredOn: Day | null;
  /** The note of this decision. */
  decisionId: string | null;
  /** What was sent with it. */
  files: CommentFile[];
}

/** One thing a step needs from a side before it can be done. */
export interface StepInput extends Attached {
  stepId: string;
  side: Side;
  name: string;
  here: boolean;
}

/** Where to look: a document or page elsewhere. */
export interface StepLink extends Attached {
  stepId: string;
  name: string;
  url: string;
}

export const figureKinds = ['budget', 'spendingLimit', 'costOfDelay', 'dealValue'] as const;
export type FigureKind = (typeof figureKinds)[number];
/** A number born in its side's private layer, and shared only by that side. */
export interface Figure extends Attached {
  side: Side;
  kind: FigureKind;
  value: string;
}

/** The last takes back what the same person said before. */
export const outcomes = [
  'approved',
  'approvedWithConditions',
  'needsEvidence',
  'rejected',
  'withdrawn',
] as const;
export type Outcome = (typeof outcomes)[number];
/** What one approver said, once and for good; a later word of theirs stands beside it and counts instead. */
export interface ApprovalDecision extends Attached {
  stepId: string;
  /** The approver's row, and their name and role as they were. */
  by: string;
  byName: string;
  byRole: string;
  outcome: Outcome;
  on: Day;
  at: string;
  /** Whose place they decided in, where they were asked to; else null. */
  forId: string | null;
  /**
   * How it is known that it was them: they had signed in, in that browser, with what was mailed to them, or typed a
   * code mailed for this decision.
   */
  proof: 'signedInByMail' | 'freshCode';
  /** Each became a step. */
  conditions: { text: string; stepId: string }[];
  /** What they need to see first. */
  missing: string;
  /** What exactly they decided, and its SHA-256; null of what was decided before either was kept. */
  bound: Bound | null;
  digest: string | null;
}

/** Only people with an address at one of the plan's domains may be invited at the buyer's. */
export interface MailDomain extends Attached {
  name: string;
}

interface Kinds {
  comment: { thing: Comment; fields: 'text' | 'answeredOn' | 'stepId' };
  input: { thing: StepInput; fields: 'name' | 'side' | 'here' };
  link: { thing: StepLink; fields: 'name' | 'url' };
  figure: { thing: Figure; fields: 'value' };
  decision: { thing: ApprovalDecision; fields: never };
  domain: { thing: MailDomain; fields: never };
  meetingNote: { thing: MeetingNote; fields: never };
}
export type Noun = keyof Kinds;
export type Thing<N extends Noun = Noun> = Kinds[N]['thing'];

export interface Attachments {
  comments: Comment[];
  inputs: StepInput[];
  links: StepLink[];
  figures: Figure[];
  decisions: ApprovalDecision[];
  domains: MailDomain[];
  meetingNotes: MeetingNote[];
}
export const noAttachments: Attachments = {
  comments: [],
  inputs: [],
  links: [],
  figures: [],
  decisions: [],
  domains: [],
  meetingNotes: [],
};
/** Where each lies in a plan, and the fields that are written one by one. */
export const shelves: { [N in Noun]: { list: keyof Attachments; fields: readonly Kinds[N]['fields'][] } } = {
  comment: { list: 'comments', fields: ['text', 'answeredOn', 'stepId'] },
  input: { list: 'inputs', fields: ['name', 'side', 'here'] },
  link: { list: 'links', fields: ['name', 'url'] },
  figure: { list: 'figures', fields: ['value'] },
  decision: { list: 'decisions', fields: [] },
  domain: { list: 'domains', fields: [] },
  meetingNote: { list: 'meetingNotes', fields: [] },
};
export const nouns = Object.keys(shelves) as Noun[];

type FieldEdit<T, F extends keyof T> = { [K in F]: { field: K; from: T[K]; to: T[K] } }[F];
type Of<N extends Noun> =
  | { kind: `${N}Added`; thing: Thing<N> }
  | (N extends 'decision' ? never : { kind: `${N}Removed`; thing: Thing<N> })
  | (Kinds[N]['fields'] extends never
      ? never
      : { kind: `${N}Changed`; id: string } & FieldEdit<Thing<N>, Kinds[N]['fields'] & keyof Thing<N>>)
  | (N extends 'comment' | 'figure' ? { kind: `${N}Revealed`; thing: Thing<N> } : never);
export type AttachmentChange = { [N in Noun]: Of<N> }[Noun];

const acts = ['Added', 'Removed', 'Changed', 'Revealed'] as const;
export type Act = (typeof acts)[number];
const actByKind = new Map<string, { noun: Noun; act: Act }>(
  nouns.flatMap((noun) => acts.map((act) => [`${noun}${act}`, { noun, act }] as const)),
);

export const isAttachmentChange = <C extends { kind: string }>(
  change: C,
): change is Extract<C, AttachmentChange> => actByKind.has(change.kind);
/** Which noun a change is about, and what happened to it. */
export const actOf = (change: AttachmentChange): { noun: Noun; act: Act } =>
  actByKind.get(change.kind) as { noun: Noun; act: Act };

export const thingsOf = (plan: Attachments, noun: Noun): Thing[] => plan[shelves[noun].list];
export const findThing = (plan: Attachments, noun: Noun, id: string): Thing | undefined =>
  thingsOf(plan, noun).find((thing) => thing.id === id);
export const thingId = (change: AttachmentChange): string =>
  'thing' in change ? change.thing.id : change.id;

export function layerOfAttachment(plan: Attachments & { layer: Layer }, change: AttachmentChange): Layer {
  const { noun, act } = actOf(change);
  if (act === 'Revealed') return 'shared';
  if ('thing' in change) return change.thing.layer;
  return findThing(plan, noun, change.id)?.layer ?? plan.layer;
}

export function applyAttachment<P extends Attachments>(plan: P, change: AttachmentChange, n: number): P {
  const { noun, act } = actOf(change);
  const { list, fields } = shelves[noun];
  const fresh = (thing: Thing): Thing => ({
    ...thing,
    // Comments are told as they were added: at first without files.
    ...(noun === 'comment' && { files: (thing as Comment).files ?? [] }),
    versions: Object.fromEntries(fields.map((field) => [field, n])),
  });
  const others = thingsOf(plan, noun).filter((thing) => thing.id !== thingId(change));
  if ('thing' in change) {
    if (act === 'Removed') return { ...plan, [list]: others };
    // Whoever could not see it before gets it here; so it comes last for everybody.
    const layer = act === 'Revealed' ? 'shared' : change.thing.layer;
    return { ...plan, [list]: [...others, fresh({ ...change.thing, layer })] };
  }
  return {
    ...plan,
    [list]: thingsOf(plan, noun).map((thing) => {
      if (thing.id !== thingId(change)) return thing;
      return { ...thing, [change.field]: change.to, versions: { ...thing.versions, [change.field]: n } };
    }),
  };
}

/** What lies in its step's layer goes with it when the step is shown or kept back. */
export function withStepLayer<P extends Attachments>(
  plan: P,
  stepIds: ReadonlySet<string>,
  layer: Layer,
  n: number,
): P {
  const moved = <T extends StepInput | StepLink>(thing: T): T =>
    stepIds.has(thing.stepId)
      ? { ...thing, layer, versions: Object.fromEntries(Object.keys(thing.versions).map((f) => [f, n])) }
      : thing;
  const along = <T extends { stepId: string; layer: Layer }>(thing: T): T =>
    stepIds.has(thing.stepId) ? { ...thing, layer } : thing;
  return {
    ...plan,
    inputs: plan.inputs.map(moved),
    links: plan.links.map(moved),
    decisions: plan.decisions.map(along),
    meetingNotes: plan.meetingNotes.map(along),
  };
}

/** A change of one field of an attachment. */
export const fieldChange = <N extends Noun>(
  noun: N,
  thing: Thing<N>,
  field: Kinds[N]['fields'],
  to: unknown,
): AttachmentChange =>
  ({
    kind: `${noun}Changed`,
    id: thing.id,
    field,
    from: thing[field as keyof Thing<N>],
    to,
  }) as unknown as AttachmentChange;
