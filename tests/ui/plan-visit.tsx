import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { StaticRouter } from 'react-router-dom/server';
import { type PlanReader, ReaderProvider } from '#app/components/plan-reader.ts';
import type { Plan } from '#app/domain/plan.ts';
import { type Editing, EditingProvider, type Trouble } from '#app/live/editing.ts';
import { quietOutbox } from '#app/live/use-outbox.ts';
import { ToastProvider } from '#app/ui/toast.tsx';
import type { CastMember } from '#tests/support/cast.ts';
import { as, today } from '#tests/support/plan-builder.ts';

export interface FormSeen {
  action: string;
  type: string;
  args: Record<string, unknown>;
  base: Record<string, number>;
  back: string;
  html: string;
}

export interface Visit {
  html: string;
  /** What is read, tags left out. */
  words: string;
  forms: FormSeen[];
  form: (type: string, about?: (form: FormSeen) => boolean) => FormSeen | undefined;
  /** The buttons and openings by their accessible names. */
  ways: string[];
}

export interface VisitOptions {
  troubles?: Record<string, Trouble>;
  reader?: Partial<PlanReader>;
  path?: string;
  /** What the server has of the plan, where this browser has more. */
  confirmed?: Plan;
  isOffline?: boolean;
}

/** A page inside a plan as this person is sent it, before and without JavaScript. */
export function visit(page: ReactElement, plan: Plan, who: CastMember, options: VisitOptions = {}): Visit {
  const reader: PlanReader = {
    ...as(who, plan).actor,
    name: who.name,
    canEdit: true,
    canShare: who.side === 'seller',
    isMember: who.side === 'seller',
    sealed: false,
    zone: plan.zone,
    ...options.reader,
  };
  const editing: Editing = {
    plan,
    confirmed: options.confirmed ?? plan,
    actor: reader,
    today,
    outbox: { ...quietOutbox, isOffline: options.isOffline ?? false },
    told: [],
    forgetTold: () => undefined,
    troubles: options.troubles ?? {},
    last: null,
    forgetLast: () => {},
    send: async () => ({ kind: 'unheard' }),
    clearTrouble: () => {},
    instant: false,
  };
  const path = options.path ?? `/plans/${plan.id}`;
  const html = renderToStaticMarkup(
    <StaticRouter location={path}>
      <ReaderProvider value={reader}>
        <ToastProvider>
          <EditingProvider value={editing}>{page}</EditingProvider>
        </ToastProvider>
      </ReaderProvider>
    </StaticRouter>,
  );
  const forms = [...html.matchAll(/<form[\s\S]*?<\/form>/g)].map(([form]) => formSeen(form));
  return {
    html,
    words: wordsOf(html),
    forms,
    form: (type, about = () => true) => forms.find((f) => f.type === type && about(f)),
    ways: [...html.matchAll(/<(button|summary)\b([^>]*)>([\s\S]*?)<\/\1>/g)].map(
      ([, , attributes = '', inside = '']) =>
        plain(/aria-label="([^"]*)"/.exec(attributes)?.[1] ?? inside.replace(/<[^>]*>/g, '')),
    ),
  };
}

function formSeen(html: string): FormSeen {
  const value = (name: string) =>
    plain(new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '') || '';
  return {
    action: /action="([^"]*)"/.exec(html)?.[1] ?? '',
    type: value('type'),
    args: JSON.parse(value('fixed') || '{}') as Record<string, unknown>,
    base: JSON.parse(value('base') || '{}') as Record<string, number>,
    back: value('back'),
    html,
  };
}

export const plain = (text: string): string =>
  text
    .replace(/&#x27;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');

const wordsOf = (html: string): string =>
  plain(html.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .replace(/ ([,.:])/g, '$1');
