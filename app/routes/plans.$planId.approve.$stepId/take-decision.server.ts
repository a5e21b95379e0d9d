import { randomUUID } from 'node:crypto';
import { type ActionFunctionArgs, data, redirect } from '@remix-run/node';
import { uuidv7 } from 'uuidv7';
import { codeSentence, sixDigits } from '#app/auth/code.ts';
import { sentenceWhenTooOften } from '#app/auth/limits.server.ts';
import { hiddenAddress, readPending } from '#app/auth/pending.server.ts';
import { requirePlanAccess, requireSession } from '#app/auth/plan-access.server.ts';
import { changePlan } from '#app/commands/change-plan.server.ts';
import { proveWithCode } from '#app/commands/complete-sign-in.server.ts';
import { envelope } from '#app/commands/registry.ts';
import { requestSignIn } from '#app/commands/request-sign-in.server.ts';
import { approvalIn } from '#app/domain/approval.ts';
import { boundOf } from '#app/domain/approval-bound.ts';
import { type Alteration, alterationsBetween } from '#app/domain/approval-difference.ts';
import type { Answer } from '#app/domain/command.ts';
import { findStep } from '#app/domain/plan.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import { formOf } from '#app/http/forms.ts';
import * as paths from '#app/http/paths.ts';
import { badRequest, notACommand, notFound, statusOf } from '#app/http/replies.ts';
import { digestOfValue } from '#db/hash-chain.server.ts';
import { readPlan } from '#db/read-plan.server.ts';
import {
  type ApprovalDraft,
  commandOf,
  type DraftTroubles,
  emptyCondition,
  fieldOf,
  readDraft,
  troublesOf,
} from './approval-draft.ts';
import { readBound } from './read-bound.server.ts';

/** The form as it comes back: everything typed, and what stands in the way. */
export interface FormBack {
  draft: ApprovalDraft;
  troubles: DraftTroubles;
  /** About the whole of it. */
  trouble?: string;
  /** A code is on its way, or has to be typed again. */
  asksCode?: true;
  codeTrouble?: string;
  /** The warning was read: pressing again means it. */
  confirms?: true;
  /** What was altered while they read it. */
  altered?: Alteration[];
  /** Of the next try: an id that was answered is answered the same for ever. */
  commandId: string;
}

/** Adds or takes away a condition, mails a code, and decides. Without JavaScript each of these is the form sent once. */
export async function takeDecision({ request, context, params }: ActionFunctionArgs) {
  const arrival = { request, context };
  const access = await requirePlanAccess(arrival, params.planId, 'readPlan');
  const form = await formOf(request);
  const draft = readDraft(form);
  const intent = form.get('intent');
  const back = (more: Partial<FormBack> = {}, init: { status?: number; cookies?: string[] } = {}) =>
    data<FormBack>(
      { draft, troubles: {}, commandId: uuidv7(), ...(asksCode && { asksCode }), ...more },
      {
        status: init.status ?? 200,
        headers: (init.cookies ?? []).map((cookie): [string, string] => ['Set-Cookie', cookie]),
      },
    );
  const before = (await readPlan(access))?.plan;
  const eachTime = (before && approvalIn(before, params.stepId ?? '')?.freshCode) ?? false;
  const asksCode = form.get('stage') === 'code' && (!access.proven || eachTime) ? true : undefined;

  if (intent === 'add')
    return back({ draft: { ...draft, conditions: [...draft.conditions, emptyCondition(randomUUID())] } });
  if (typeof intent === 'string' && intent.startsWith('remove.')) {
    const id = intent.slice('remove.'.length);
    return back({ draft: { ...draft, conditions: draft.conditions.filter((c) => c.id !== id) } });
  }
  if (intent === 'letter' && (!access.proven || eachTime)) return await mailCode();
  if (intent !== 'decide') return back();

  const troubles = troublesOf(draft);
  if (Object.keys(troubles).length > 0) return back({ troubles }, { status: 422 });

  const proof = asksCode ? await prove() : { access, cookies: [] };
  if ('init' in proof) return proof;
  const { cookies } = proof;
  const answer = await send(proof.access);
  if (answer.kind === 'ok' || (answer.kind === 'refused' && answer.code === 'exists'))
    throw redirect(paths.planApprove(access.planId, params.stepId ?? ''), {
      status: 303,
      headers: cookies.map((cookie): [string, string] => ['Set-Cookie', cookie]),
    });
  if (answer.kind === 'absent') throw notFound();
  if (answer.kind === 'refused' && answer.code === 'proofNeeded') return await mailCode();
  // A code for one decision is spent with it, made or not.
  const proven = proof.access.proven ? { asksCode: undefined } : {};
  const altered =
    answer.kind === 'refused' && answer.code === 'altered'
      ? await alteredWhileReading(proof.access, params.stepId ?? '', form)
      : null;
  return back(
    { ...proven, ...refusal(draft, answer), ...(altered && { altered }) },
    { status: statusOf[answer.kind], cookies },
  );

  async function send(as: typeof access): Promise<Answer> {
    const plan = (await readPlan(as))?.plan;
    if (!plan || !findStep(plan, params.stepId ?? '')) throw notFound();
    const command = {
      id: form.get('command'),
      type: 'decideApproval',
      args: commandOf(plan, params.stepId ?? '', draft, String(form.get('seen') ?? '')),
      confirmed: form.get('confirmed') === 'yes',
    };
    const parsed = envelope.safeParse(command);
    if (!parsed.success) throw badRequest(notACommand);
    const [first] = (await changePlan(as, [parsed.data])).answers;
    if (!first) throw new Error('A command has an answer');
    return first;
  }

  /** To the reader's own address, whatever else the form says. */
  async function mailCode() {
    const { address } = requireSession(arrival).person;
    const asked = await requestSignIn(arrival, {
      address,
      shown: hiddenAddress(address),
      goTo: paths.planApprove(access.planId, params.stepId ?? ''),
      toDecide: true,
    });
    if (!asked.ok) return back({ trouble: asked.error }, { status: 429 });
    return back({ asksCode: true }, { cookies: [asked.value.cookie] });
  }

  async function prove() {
    const digits = sixDigits(String(form.get('code') ?? ''));
    if (!digits) return back({ codeTrouble: 'Type the six digits of the letter.' }, { status: 400 });
    const tooOften = await sentenceWhenTooOften('code', context);
    if (tooOften) return back({ codeTrouble: tooOften }, { status: 429 });
    const pending = readPending(request.headers.get('Cookie'));
    const stepId = params.stepId ?? '';
    const at = { planId: access.planId, stepId, goTo: paths.planApprove(access.planId, stepId) };
    const proved = await proveWithCode(pending, digits, requireSession(arrival), eachTime ? at : null);
    if (proved.kind !== 'proven') return back({ codeTrouble: codeSentence(proved) }, { status: 400 });
    const { session, cookies } = proved;
    // Through the same gate as every request, as the session it is from now on.
    const next = { request, context: { ...context, session } };
    return { access: await requirePlanAccess(next, access.planId, 'readPlan'), cookies };
  }
}

/** As both texts are known: what the form says was read, where that is what it gives the digest of, and what stands. */
async function alteredWhileReading(
  access: PlanAccess,
  stepId: string,
  form: FormData,
): Promise<Alteration[] | null> {
  const plan = (await readPlan(access))?.plan;
  const step = plan && approvalIn(plan, stepId);
  const was = readBound(form.get('read'));
  if (!plan || !step || !was || digestOfValue(was) !== form.get('seen')) return null;
  return alterationsBetween(plan, was, boundOf(plan, step));
}

function refusal(draft: ApprovalDraft, answer: Exclude<Answer, { kind: 'ok' }>): Partial<FormBack> {
  switch (answer.kind) {
    case 'refused':
      return { trouble: answer.sentence, ...(answer.code === 'reopens' && { confirms: true }) };
    case 'invalid': {
      const troubles = Object.fromEntries(
        answer.problems.map(({ path, message }) => [fieldOf(draft, path), message]),
      );
      const { '': whole, ...fields } = troubles;
      return { troubles: fields, ...(whole && { trouble: whole }) };
    }
    default:
      return { trouble: 'The plan has changed meanwhile. Read it again, then decide.' };
  }
}
