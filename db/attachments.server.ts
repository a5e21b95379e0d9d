import { and, asc, eq, inArray } from 'drizzle-orm';
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core';
import {
  type AttachmentChange,
  type Attachments,
  actOf,
  type Comment,
  findThing,
  type Noun,
  thingId,
} from '#app/domain/attachment.ts';
import type { Layer, Plan } from '#app/domain/plan.ts';
import type { Tx } from './client.server.ts';
import {
  comment,
  decision,
  figure,
  meetingNote,
  planDomain,
  stepInput,
  stepLink,
} from './schema/attachment.ts';
import { dependency } from './schema/plan.ts';

const tables = {
  comment,
  input: stepInput,
  link: stepLink,
  figure,
  decision,
  domain: planDomain,
  meetingNote,
} satisfies Record<Noun, PgTable>;

type Keyed = { workspaceId: AnyPgColumn; planId: AnyPgColumn; id: AnyPgColumn };
const only = (t: Keyed, { workspaceId, id: planId }: Plan, id: string) =>
  and(eq(t.workspaceId, workspaceId), eq(t.planId, planId), eq(t.id, id));

/** Rows as they are in the domain; what only the table needs is left out. */
type Row = Record<string, unknown>;
const thingFrom = ({
  workspaceId: _,
  planId: __,
  position: ___,
  stepLayer: ____,
  byLayer: _____,
  ...thing
}: Row) => ('at' in thing ? { ...thing, at: new Date(String(thing.at)).toISOString() } : thing);

/** Everything that hangs on a plan, as the layers of this transaction may see it. */
export async function loadAttachments(tx: Tx, workspaceId: string, planId: string): Promise<Attachments> {
  const all = async (t: PgTable & Keyed & { position: AnyPgColumn }) =>
    (
      (await tx
        .select()
        .from(t)
        .where(and(eq(t.workspaceId, workspaceId), eq(t.planId, planId)))
        .orderBy(asc(t.position))) as Row[]
    ).map(thingFrom);
  const [comments, inputs, links, figures, decisions, domains, meetingNotes] = await Promise.all([
    all(comment),
    all(stepInput),
    all(stepLink),
    all(figure),
    all(decision),
    all(planDomain),
    all(meetingNote),
  ]);
  return { comments, inputs, links, figures, decisions, domains, meetingNotes } as unknown as Attachments;
}

/** What one side privately wrote about these steps; sees it only in a transaction raised to that layer. */
export async function commentsAcross(
  tx: Tx,
  { workspaceId, planId }: { workspaceId: string; planId: string },
  layer: Layer,
  stepIds: string[],
): Promise<Comment[]> {
  const rows = await tx
    .select()
    .from(comment)
    .where(
      and(
        eq(comment.workspaceId, workspaceId),
        eq(comment.planId, planId),
        eq(comment.layer, layer),
        inArray(comment.stepId, stepIds),
      ),
    );
  return rows.map(thingFrom) as unknown as Comment[];
}

export async function saveAttachment(tx: Tx, after: Plan, change: AttachmentChange): Promise<void> {
  const { noun, act } = actOf(change);
  const table = tables[noun] as PgTable & Keyed;
  const id = thingId(change);
  if (act === 'Removed' || act === 'Revealed') await tx.delete(table).where(only(table, after, id));
  if (act === 'Removed') return;
  const thing = findThing(after, noun, id);
  if (!thing) throw new Error('A change names something that is not in the plan after it');
  const stepId = 'stepId' in thing ? thing.stepId : null;
  const row = {
    ...thing,
    workspaceId: after.workspaceId,
    planId: after.id,
    stepLayer: stepId === null ? null : (after.steps.find((s) => s.id === stepId)?.layer ?? 'shared'),
    byLayer: after.people.find((p) => 'by' in thing && p.id === thing.by)?.layer,
  };
  if (act !== 'Changed') await tx.insert(table).values(row as never);
  else
    await tx
      .update(table)
      .set(row as never)
      .where(only(table, after, id));
}

/** The versions of what followed its step into another layer; the layer itself followed by cascade. */
export async function saveVersions(tx: Tx, after: Plan, stepId: string): Promise<void> {
  for (const [table, things] of [
    [stepInput, after.inputs],
    [stepLink, after.links],
    [dependency, after.dependencies],
  ] as const)
    for (const { id, versions } of things.filter((t) => t.stepId === stepId))
      await tx
        .update(table)
        .set({ versions })
        .where(only(table, after, id));
}
