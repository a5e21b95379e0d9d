/**
 * Says where this screen is: at once when somebody begins or ends editing something, though not more than once a second,
 * and every 15 seconds while the screen is looked at. A screen nobody looks at says nothing.
 */
import { findMilestone, findStep, type Plan } from '#app/domain/plan.ts';
import { type Focus, isSameFocus } from '#app/domain/presence.ts';
import { newThingId } from './new-id.ts';

const RENEWS_MS = 15_000;
const AT_MOST_EVERY_MS = 1_000;

export interface PresenceReport {
  /** Whoever serves the line may not know yet. */
  renew(): void;
  stop(): void;
}

export interface PresenceReportOptions {
  url: string;
  /** As this screen knows it. */
  plan(): Plan;
}

export function reportPresence({ url, plan }: PresenceReportOptions): PresenceReport {
  const screen = newThingId();
  let said: Focus | null = null;
  let at: Focus | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  // What is private never has what both sides see wait.
  const lastSaid = { shared: Number.NEGATIVE_INFINITY, own: Number.NEGATIVE_INFINITY };

  const isSeen = () => document.visibilityState === 'visible';
  const post = (body: object) =>
    void fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ screen, ...body }),
      keepalive: true,
      // Said again in a while.
    }).catch(() => undefined);

  const say = (renews: boolean) => {
    said = at;
    post({ at, renews });
  };
  const renew = () => {
    if (isSeen()) say(true);
  };

  function move(to: Focus | null): void {
    at = to;
    clearTimeout(timer);
    if (isSameFocus(at, said)) return;
    const hidden = [at, said].every((focus) => focus === null || isPrivateIn(plan(), focus));
    const lane = hidden ? 'own' : 'shared';
    timer = setTimeout(
      () => {
        lastSaid[lane] = performance.now();
        say(false);
      },
      Math.max(0, lastSaid[lane] + AT_MOST_EVERY_MS - performance.now()),
    );
  }

  const onFocusIn = ({ target }: FocusEvent) => move(focusOf(target));
  const onFocusOut = ({ relatedTarget }: FocusEvent) => {
    if (!relatedTarget) move(null);
  };
  const onShown = () => {
    // Where a focus was lost with its element, nothing said so.
    move(focusOf(document.activeElement));
    renew();
  };
  const onLeave = () => post({ gone: true });

  document.addEventListener('focusin', onFocusIn);
  document.addEventListener('focusout', onFocusOut);
  document.addEventListener('visibilitychange', onShown);
  window.addEventListener('pagehide', onLeave);
  const grid = setInterval(renew, RENEWS_MS);
  at = focusOf(document.activeElement);
  renew();

  return {
    renew,
    stop() {
      clearInterval(grid);
      clearTimeout(timer);
      document.removeEventListener('focusin', onFocusIn);
      document.removeEventListener('focusout', onFocusOut);
      document.removeEventListener('visibilitychange', onShown);
      window.removeEventListener('pagehide', onLeave);
      onLeave();
    },
  };
}

/** Commands that change what is there. Acts, and what is only being written, are nobody's to see before they are sent. */
const EDITS: Record<string, (args: Record<string, unknown>) => Focus | null> = {
  changeStep: stepIn,
  rescheduleStep: stepIn,
  assignStep: stepIn,
  renameMilestone: ({ milestoneId: id }) => (typeof id === 'string' ? { on: 'milestone', id } : null),
  changeGoal: () => ({ on: 'goal' }),
};

function stepIn({ stepId: id }: Record<string, unknown>): Focus | null {
  return typeof id === 'string' ? { on: 'step', id } : null;
}

function focusOf(target: EventTarget | null): Focus | null {
  const form = target instanceof Element ? target.closest('form') : null;
  const hidden = (name: string) =>
    form?.querySelector<HTMLInputElement>(`input[type=hidden][name="${name}"]`)?.value;
  const edit = EDITS[hidden('type') ?? ''];
  return edit ? edit(JSON.parse(hidden('fixed') ?? '{}') as Record<string, unknown>) : null;
}

/** Only one's own side can see it; what is not known here is not for the other side either. */
function isPrivateIn(plan: Plan, focus: Focus): boolean {
  if (focus.on === 'goal') return plan.layer !== 'shared';
  const thing = focus.on === 'step' ? findStep(plan, focus.id) : findMilestone(plan, focus.id);
  return thing?.layer !== 'shared';
}
