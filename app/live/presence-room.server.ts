import type { Focus, PresenceChoice, Present } from '#app/domain/presence.ts';
import { type Being, createPresence, type Presence, type Saying } from './presence.ts';
import type { PresenceWord } from './presence-words.server.ts';
import type { AudienceOf } from './told-since.server.ts';

const LOOK_MS = 1_000;

type OnPlan = Pick<AudienceOf, 'workspaceId' | 'planId'>;

export interface PresenceRoom {
  say(on: OnPlan, being: Being, saying: Saying): void;
  close(on: OnPlan, personId: string, screen: string): void;
  fade(on: OnPlan, personId: string, session: string): void;
  remove(on: OnPlan, personId: string, session: string): void;
  choose(on: OnPlan, personId: string, choice: PresenceChoice): void;
  /** What another process says. */
  hear(word: PresenceWord): void;
  /** The plan was written to: what both sides could see may have become private. */
  lookAgain(planId: string): void;
  peopleFor(audience: AudienceOf): Present[];
  stop(): void;
}

export interface PresenceRoomOptions {
  now?: () => number;
  /** Who is there may be others now. */
  changed(planId: string): void;
  tellOthers(word: PresenceWord): void;
  listShared(on: OnPlan, focuses: readonly Focus[]): Promise<Focus[]>;
  onError(error: unknown): void;
}

interface Kept extends OnPlan {
  presence: Presence;
}

/** Where everybody is, on every plan, as far as this process was told. */
export function openPresenceRoom(options: PresenceRoomOptions): PresenceRoom {
  const { now = () => performance.now(), changed, tellOthers, listShared, onError } = options;
  // A workspace gives its plans their ids, so that one alone does not say which plan it is.
  const plans = new Map<string, Kept>();
  const keyOf = ({ workspaceId, planId }: OnPlan) => `${workspaceId} ${planId}`;

  function presenceOn({ workspaceId, planId }: OnPlan): Presence {
    const key = keyOf({ workspaceId, planId });
    const kept = plans.get(key) ?? { workspaceId, planId, presence: createPresence() };
    plans.set(key, kept);
    return kept.presence;
  }

  function take(word: PresenceWord): void {
    const { personId } = word;
    if (word.kind === 'at') presenceOn(word).take(word.being, word.saying, word.lanes, now());
    const presence = plans.get(keyOf(word))?.presence;
    if (word.kind === 'close') presence?.close(personId, word.screen, now());
    if (word.kind === 'fade') presence?.fade(personId, word.session, now());
    if (word.kind === 'remove') presence?.remove(personId, word.session);
    if (word.kind === 'choose') presence?.choose(personId, word.choice);
    changed(word.planId);
  }

  function act(word: PresenceWord): void {
    take(word);
    tellOthers(word);
  }

  async function withdrawHidden({ presence, ...on }: Kept): Promise<void> {
    const focuses = presence.sharedFocuses();
    if (focuses.length === 0) return;
    const shared = new Set(await listShared(on, focuses));
    presence.withdraw(focuses.filter((focus) => !shared.has(focus)));
    changed(on.planId);
  }

  const timer = setInterval(() => {
    for (const [key, { planId, presence }] of plans) {
      changed(planId);
      if (presence.forget(now())) plans.delete(key);
    }
  }, LOOK_MS);
  timer.unref();

  return {
    say({ workspaceId, planId }, being, saying) {
      const on = { workspaceId, planId, personId: being.personId };
      const lanes = presenceOn(on).weigh(being, saying, now());
      if (lanes.length > 0) act({ ...on, kind: 'at', being, saying, lanes });
    },
    close: ({ workspaceId, planId }, personId, screen) =>
      act({ workspaceId, planId, personId, kind: 'close', screen }),
    fade: ({ workspaceId, planId }, personId, session) =>
      act({ workspaceId, planId, personId, kind: 'fade', session }),
    remove: ({ workspaceId, planId }, personId, session) =>
      act({ workspaceId, planId, personId, kind: 'remove', session }),
    choose: ({ workspaceId, planId }, personId, choice) =>
      act({ workspaceId, planId, personId, kind: 'choose', choice }),
    hear: take,
    lookAgain(planId) {
      for (const kept of plans.values()) if (kept.planId === planId) withdrawHidden(kept).catch(onError);
    },
    peopleFor: (audience) => plans.get(keyOf(audience))?.presence.peopleFor(audience.layers, now()) ?? [],
    stop: () => clearInterval(timer),
  };
}
