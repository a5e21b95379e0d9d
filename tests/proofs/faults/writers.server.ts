import { setTimeout as pause } from 'node:timers/promises';
import type { Envelope } from '#app/commands/registry.ts';
import type { Answer } from '#app/domain/command.ts';
import * as paths from '#app/http/paths.ts';
import { realToday, type StoredPlan } from '#tests/support/stored-plan.server.ts';
import { nextEdit } from '../edits.ts';
import type { Random } from '../random.ts';
import type { Front } from './front.server.ts';
import type { Screen } from './screen.server.ts';

export interface Acknowledged {
  id: string;
  answer: Answer;
}

export interface Writers {
  /** These screens' people write until they are told to stop. */
  start(screens: Screen[]): void;
  /** Once what is on its way is answered. */
  stop(): Promise<void>;
  /** So many more edits were taken. */
  taken(more: number): Promise<void>;
  /** One command, until somebody says what came of it. */
  ask(screen: Screen, envelope: Envelope): Promise<Answer>;
  /** One attempt; rejects where no answer came. */
  askOnce(screen: Screen, envelope: Envelope): Promise<Answer>;
  /** Requests on which the connection broke, so far. */
  broken(): number;
}

export const newCommandId = (random: Random): string => random.uuid().replace(/^(.{14})4/, '$17');

export const retitle = (stored: StoredPlan, random: Random, key: string, value: string): Envelope => ({
  id: newCommandId(random),
  type: 'changeStep',
  args: { stepId: stored.id(key), field: 'title', value },
});

/** Can always be written, whatever others have hidden or removed meanwhile. */
export const remark = (random: Random, text: string): Envelope => ({
  id: newCommandId(random),
  type: 'writeComment',
  args: {
    ...{ id: random.uuid(), stepId: null, text, onlyOurs: false },
    ...{ mentions: [], request: null, answers: null },
  },
});

export function openWriters(of: {
  front: Front;
  stored: StoredPlan;
  random: Random;
  acknowledged: Acknowledged[];
  screens: Screen[];
}): Writers {
  const { front, stored, random, acknowledged } = of;
  let going = false;
  let work: Promise<void>[] = [];
  let broken = 0;
  let rounds = 0;

  async function askOnce(screen: Screen, envelope: Envelope): Promise<Answer> {
    let response: Response;
    try {
      response = await fetch(`${front.address(screen.name)}${paths.planCommands(stored.planId)}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(envelope),
        signal: AbortSignal.timeout(20_000),
      });
    } catch (error) {
      broken += 1;
      throw error;
    }
    const body = (await response.json().catch(() => ({}))) as { answers?: Answer[] };
    const [answer] = body.answers ?? [];
    if (!answer) throw new Error(`No answer, and ${response.status}`);
    return answer;
  }

  async function ask(screen: Screen, envelope: Envelope): Promise<Answer> {
    for (const end = Date.now() + 120_000; ; await pause(25)) {
      try {
        const answer = await askOnce(screen, envelope);
        acknowledged.push({ id: envelope.id, answer });
        return answer;
      } catch (error) {
        if (Date.now() > end) throw error;
      }
    }
  }

  /** Writes on what the line has told this screen, and on nothing else. */
  async function write(screen: Screen): Promise<void> {
    const own = random.branch(`writer ${screen.name} ${rounds}`);
    const done: string[] = [];
    while (going) {
      const { plan: view } = screen.store.state().known;
      const edit = nextEdit({ who: screen.who, view, today: realToday(), random: own, done });
      if (!edit) continue;
      const { confirmed, ...rest } = edit;
      const envelope: Envelope = { id: newCommandId(own), ...rest, ...(confirmed && { confirmed }) };
      const answer = await ask(screen, envelope);
      if (answer.kind === 'ok' && edit.type !== 'undo') done.push(envelope.id);
      await pause(5 + own.below(60));
    }
  }

  return {
    ask,
    askOnce,
    broken: () => broken,
    start(screens) {
      going = true;
      rounds += 1;
      work = screens.map(write);
    },
    async stop() {
      going = false;
      await Promise.all(work.splice(0));
    },
    async taken(more) {
      const wanted = acknowledged.length + more;
      for (const end = Date.now() + 120_000; acknowledged.length < wanted; await pause(5))
        if (Date.now() > end) throw new Error('Nobody gets an answer');
    },
  };
}
