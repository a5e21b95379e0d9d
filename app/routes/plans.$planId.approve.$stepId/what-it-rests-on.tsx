import type { ReactNode } from 'react';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { type Day, shortDay } from '#app/domain/day.ts';
import { findStep, isOpen, type Plan, type Step, sideName } from '#app/domain/plan.ts';
import { ownersLabel } from '#app/domain/plan-words.ts';
import { inputsOf, linksOf } from '#app/domain/step-parts.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { Card } from '#app/ui/card.tsx';
import { ForwardIcon } from '#app/ui/icons.tsx';
import styles from './approve.module.css';

interface Ground {
  id: string;
  title: string;
  sub: string;
  href?: string;
  /** Elsewhere: opened beside this page, so that nothing typed here is lost. */
  away?: boolean;
}

/** Documents, what the step needs, and the steps it waited for, each one press away. */
export function WhatItRestsOn({ step }: { step: Step }) {
  const { plan, today } = useEditing();
  const grounds = groundsOf(plan, step, today);
  return (
    <section>
      <SectionHeading>What it rests on</SectionHeading>
      {grounds.length === 0 ? (
        <p className={styles.quiet}>Nothing is attached to it yet.</p>
      ) : (
        <Card as="ul">
          {grounds.map((ground) => (
            <li key={ground.id}>
              <Row ground={ground} />
            </li>
          ))}
        </Card>
      )}
    </section>
  );
}

function Row({ ground: { title, sub, href, away } }: { ground: Ground }) {
  const words: ReactNode = (
    <span className={styles.words}>
      <b>{title}</b>
      <span>{sub}</span>
    </span>
  );
  if (!href) return <div className={styles.ground}>{words}</div>;
  return (
    <a
      className={styles.ground}
      href={href}
      {...(away ? { target: '_blank', rel: 'noopener noreferrer' } : {})}
    >
      {words}
      <ForwardIcon size={18} aria-hidden="true" />
    </a>
  );
}

function groundsOf(plan: Plan, step: Step, today: Day): Ground[] {
  const before = plan.dependencies
    .filter((d) => d.stepId === step.id)
    .flatMap((d) => findStep(plan, d.afterId) ?? []);
  const links = (of: Step, from?: string) =>
    linksOf(plan, of.id).map(
      (link): Ground => ({
        id: link.id,
        title: link.name,
        sub: [new URL(link.url).host, from].filter(Boolean).join(', '),
        href: link.url,
        away: true,
      }),
    );
  return [
    ...links(step),
    ...inputsOf(plan, step.id).map(
      ({ id, name, side, here }): Ground => ({
        id,
        title: name,
        sub: `${sideName(plan, side)}, ${here ? 'here' : 'missing'}`,
        href: paths.planStep(plan.id, step.id),
      }),
    ),
    ...before.flatMap((earlier): Ground[] => [
      {
        id: earlier.id,
        title: earlier.title,
        sub: howItStands(plan, earlier, today),
        href: paths.planStep(plan.id, earlier.id),
      },
      ...links(earlier, `from “${earlier.title}”`),
    ]),
  ];
}

/** "done on Tue 24 Nov by Rui Santos", "not done yet: Rui Santos, by Fri 4 Dec". */
function howItStands(plan: Plan, step: Step, today: Day): string {
  const who = ownersLabel(plan, step);
  const ended = step.endedOn ? ` on ${shortDay(step.endedOn, today)}` : '';
  if (step.status === 'skipped') return `Skipped${ended}`;
  if (!isOpen(step)) return `Done${ended}, ${who}`;
  return `Not done yet: ${who}${step.dueDay ? `, by ${shortDay(step.dueDay, today)}` : ''}`;
}
