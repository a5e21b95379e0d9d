import { ownWords } from '#app/domain/own-words.ts';
import type { Plan } from '#app/domain/plan.ts';
import { can, type PlanAccess, type Standing } from '#app/domain/policy.ts';
import { err, ok, type Refusal, type Result } from '#app/domain/result.ts';
import type { Template } from '#app/domain/template.ts';
import { type TemplateDraft, templateOf } from '#app/domain/template-draft.ts';
import { type FromPlan, templateFromPlan } from '#app/domain/template-from-plan.ts';
import { builtInTemplates } from '#app/domain/templates/built-in.ts';
import { database } from '#db/client.server.ts';
import { eventsSince } from '#db/events.server.ts';
import { listMembers } from '#db/members.server.ts';
import {
  addTemplate,
  deleteTemplate,
  findKeptTemplate,
  type KeptTemplate,
  listTemplates,
  saveTemplate,
} from '#db/templates.server.ts';

type By = { workspaceId: string; standing: Standing };

const notAllowed: Refusal = {
  code: 'notAllowed',
  sentence: 'Whoever may open plans changes templates. Ask an admin of your workspace.',
};
const gone: Refusal = {
  code: 'absent',
  sentence: 'This template has been removed. What you typed is kept here.',
};
const written: Refusal = {
  code: 'conflict',
  sentence:
    'Somebody else saved this template while you had it open. What you typed is here and not saved. Save once more to put it in place of theirs, or open the page anew to see theirs.',
};

/** What would be taken from a plan. Nobody hears of it, and the plan remembers nothing of it. */
export async function readForTemplate(access: PlanAccess, plan: Plan): Promise<FromPlan> {
  const { workspaceId, planId } = access;
  // What the other side keeps to itself is not even read.
  const layers = ['shared', 'seller'] as const;
  const [members, read] = await Promise.all([
    listMembers(database().db, workspaceId),
    eventsSince({ workspaceId, planId, layers, shared: 0, own: 0 }, MOST_EVENTS),
  ]);
  const ours = new Set([
    ...members.map((m) => m.personId),
    ...plan.people.flatMap((p) => (p.side === 'seller' ? [p.personId] : [])),
  ]);
  const isOwn = ownWords(read?.events ?? [], (personId) => ours.has(personId));
  return templateFromPlan(
    plan,
    isOwn,
    members.map((m) => m.name),
  );
}
const MOST_EVENTS = 100_000;

export async function keepTemplate(
  { workspaceId, standing }: By,
  { id, content }: { id: string; content: TemplateDraft },
): Promise<Result<void, Refusal>> {
  if (!can(standing, 'openPlan')) return err(notAllowed);
  const { problems } = templateOf(id, content);
  if (problems.length > 0) return err({ code: 'problems', sentence: problems.join(' ') });
  await addTemplate(database().db, workspaceId, { id, content });
  return ok();
}

/** Answers with the revision that now stands, so that whoever insists may save over it. */
export async function changeTemplate(
  { workspaceId, standing }: By,
  kept: KeptTemplate,
): Promise<Result<void, Refusal & { revision?: number }>> {
  if (!can(standing, 'openPlan')) return err(notAllowed);
  const { problems } = templateOf(kept.id, kept.content);
  if (problems.length > 0) return err({ code: 'problems', sentence: problems.join(' ') });
  const { db } = database();
  if (await saveTemplate(db, workspaceId, kept)) return ok();
  const now = await findKeptTemplate(db, workspaceId, kept.id);
  return err(now ? { ...written, revision: now.revision } : gone);
}

export async function removeTemplate(
  { workspaceId, standing }: By,
  id: string,
): Promise<Result<void, Refusal>> {
  if (!can(standing, 'openPlan')) return err(notAllowed);
  await deleteTemplate(database().db, workspaceId, id);
  return ok();
}

/** What comes with the product, then the workspace's own. */
export async function templatesOf(workspaceId: string): Promise<Template[]> {
  const own = await listTemplates(database().db, workspaceId);
  return [...builtInTemplates, ...own.map(({ id, content }) => templateOf(id, content).template)];
}
