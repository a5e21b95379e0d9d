import { useLocation, useNavigate } from '@remix-run/react';
import {
  createContext,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
} from 'react';
import { useReader } from '#app/components/plan-reader.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { focusRow } from './row-focus.ts';

export interface StepNavigator {
  stepId: string | null;
  /** The open step was opened from the plan in this tab, and back closes it. */
  isOver: boolean;
  open(stepId: string): void;
  close(): void;
  /** Where Close leads without JavaScript, and from a page that began at the step. */
  planPath: string;
}

const NavigatorContext = createContext<StepNavigator | null>(null);

/** Null where a part of the plan is drawn on its own. */
export const useStepNavigator = (): StepNavigator | null => useContext(NavigatorContext);

/** Wide enough for a step beside its plan; as in `page-column.module.css`. */
export const beside = '(min-width: 1080px)';

interface Over {
  /** This step was opened over the plan in this tab: back is the way to close it. */
  over?: boolean;
}

/**
 * Opens steps over the plan without leaving the page. Their links stay plain links, in rows by the hundred; one
 * handler follows them here. Only one step lies over the plan: going on to another takes its place, so that back
 * always leads to the plan.
 */
export function StepNavigation({ stepId, children }: { stepId: string | null; children: ReactNode }) {
  const { plan, outbox } = useEditing();
  const { side } = useReader();
  const navigate = useNavigate();
  const { state } = useLocation() as { state: Over | null };
  const isOver = state?.over === true;
  const planPath = side === 'buyer' ? paths.planWhole(plan.id) : paths.plan(plan.id);
  const planId = plan.id;

  const follow = useCallback(
    (href: string) =>
      navigate(href, {
        replace: stepId !== null,
        state: stepId !== null ? state : { over: true },
        preventScrollReset: matchMedia(beside).matches,
      }),
    [navigate, stepId, state],
  );
  const close = useCallback(() => {
    if (isOver) navigate(-1);
    else navigate(planPath, { preventScrollReset: matchMedia(beside).matches });
  }, [navigate, isOver, planPath]);
  const navigator = useMemo(
    () => ({ stepId, isOver, planPath, close, open: (id: string) => follow(paths.planStep(planId, id)) }),
    [stepId, isOver, planPath, close, follow, planId],
  );
  useFocusBack(stepId);

  const onClick = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    const href = link?.getAttribute('href');
    if (!href) return;
    if (href.startsWith(`${paths.plan(planId)}/steps/`)) {
      event.preventDefault();
      follow(href);
    } else if (outbox.isOffline && isPlanItself(href, planId)) {
      event.preventDefault();
      navigate(href);
    }
  };
  return (
    <NavigatorContext.Provider value={navigator}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: what is pressed are the links inside */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a link's Enter is a click */}
      <div style={{ display: 'contents' }} onClick={onClick}>
        {children}
      </div>
    </NavigatorContext.Provider>
  );
}

/** The plan in one of its views, which a browser without a connection cannot load as a page. */
const isPlanItself = (href: string, planId: string): boolean =>
  !href.includes('#') && href.split('?')[0] === paths.plan(planId);

/** When a step closes, the focus goes back to its row. */
function useFocusBack(stepId: string | null) {
  const before = useRef(stepId);
  useEffect(() => {
    const closed = stepId === null ? before.current : null;
    before.current = stepId;
    return closed === null ? undefined : focusSoon(closed);
  }, [stepId]);
}

/** The plan may still be on its way to be drawn; a step that was removed has no row any more. */
function focusSoon(stepId: string): () => void {
  let tries = 0;
  const timer = setInterval(() => {
    tries += 1;
    const isElsewhere = document.activeElement !== document.body && tries > 1;
    if (isElsewhere || focusRow(stepId)) clearInterval(timer);
    else if (tries === 20) {
      clearInterval(timer);
      document.getElementById('main')?.focus();
    }
  }, 50);
  if (focusRow(stepId)) clearInterval(timer);
  return () => clearInterval(timer);
}
