/** An open plan in a browser, without the browser: the app's own store, overlay, patches and outbox. */
import type { Answer } from '#app/domain/command.ts';
import type { Cursor } from '#app/domain/cursor.ts';
import type { Plan } from '#app/domain/plan.ts';
import { applyEvent, asLoaded } from '#app/domain/replay.ts';
import { overlay } from '#app/live/overlay.ts';
import type { LineMessage, Patch } from '#app/live/patch.ts';
import { type Known, type SentEnvelope, withLoaded } from '#app/live/plan-store.ts';
import { withPatch } from '#app/live/take-patch.ts';
import type { CastMember } from '#tests/support/cast.ts';
import { type Clock, openNextTab, openTab, type Posted, type Tab } from './model-outbox.ts';
import { accessOf, today } from './model-start.ts';
import type { Planted } from './planted.ts';

/** One command as whoever sent it knows it. */
export interface Sent {
  envelope: SentEnvelope;
  personId: string;
  /** What the screen had been told when it was made, and how far. */
  known: Known;
  answers: Answer[];
}

export interface Screen extends Tab {
  readonly who: CastMember;
  /** Whether anything comes through; the browser need not know. */
  online: boolean;
  /** On the line, not heard yet. */
  line: string[];
  /** Replies on their way. */
  replies: { post: Posted; answers: Answer[]; cursor: Cursor }[];
}

export const openScreen = (who: CastMember, known: Known, clock: Clock, planted?: Planted): Screen => ({
  ...openTab({ known, pending: [] }, clock, planted),
  who,
  online: true,
  line: [],
  replies: [],
});

/** What it shows: everything on its way laid over what it was told. */
export function viewOf({ state, who }: Screen): Plan {
  const { personId, side, stakeholderId, proven } = accessOf(who);
  const own = state.known.plan.people.find((p) => p.id === stakeholderId);
  const actor = { personId, side, stakeholderId, proven, pointPerson: own?.pointPerson ?? false };
  return state.pending.reduce((now, p) => overlay(now, p.envelope, actor, today).plan, state.known.plan);
}

/** False when something before it is missing. */
export function take(screen: Screen, patch: Patch, at?: string | null): boolean {
  const after = withPatch(screen.state, patch, applyEvent, at);
  if (!after) return false;
  const { known } = after;
  if (after !== screen.state) screen.state = { ...after, known: { ...known, plan: asLoaded(known.plan) } };
  return true;
}

export function load(screen: Screen, known: Known): void {
  screen.state = withLoaded(screen.state, known);
}

/** The page is opened anew: what waits was kept, what had been told was not. */
export function openAnew(screen: Screen, known: Known): void {
  screen.state = { known, pending: [] };
  screen.replies = [];
  openNextTab(screen);
}

/** A frame as the browser reads it. */
export function readFrame(text: string): { at: string | null; message: LineMessage } {
  const lines = text.split('\n');
  const lineOf = (name: string) => lines.find((l) => l.startsWith(`${name}: `))?.slice(name.length + 2);
  return { at: lineOf('id') ?? null, message: JSON.parse(lineOf('data') ?? 'null') as LineMessage };
}
