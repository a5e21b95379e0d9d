/**
 * What on the plan's page is open for editing: one thing at a time. The address can say which, so that every
 * form and menu is one link away without JavaScript, and none is drawn before it is wanted.
 */
import {
  createContext,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useEditing } from '#app/live/editing.ts';
import { openAgain } from '#app/live/first-use.ts';
import { type ButtonLook, buttonClass } from '#app/ui/button.tsx';
import { classNames } from '#app/ui/class-names.ts';
import styles from './opened.module.css';
import { OpenedAddress } from './opened-address.ts';

interface Opened {
  what: string | null;
  open(what: string | null): void;
  close(what: string): void;
  /** The page itself, with nothing open. */
  path: string;
}

const OpenedContext = createContext<Opened | null>(null);

export function useOpened(): Opened {
  const opened = useContext(OpenedContext);
  if (!opened) throw new Error('This is used on the page of a plan only');
  return opened;
}

export interface OpenedProviderProps {
  /** From the address. */
  initial: string | null;
  path: string;
  children: ReactNode;
}

export function OpenedProvider({ initial, path, children }: OpenedProviderProps) {
  const [what, open] = useState(initial);
  const close = useCallback((closed: string) => open((now) => (now === closed ? null : now)), []);
  useEffect(() => {
    const again = ({ detail }: CustomEvent<string>) => {
      const wanted = new URLSearchParams(detail.split('?')[1]).get('open');
      if (wanted && pathTo(path, wanted) === detail) open(wanted);
    };
    document.addEventListener(openAgain, again as EventListener);
    return () => document.removeEventListener(openAgain, again as EventListener);
  }, [path]);
  const opened = useMemo(() => ({ what, open, close, path }), [what, close, path]);
  return (
    <OpenedContext.Provider value={opened}>
      <OpenedAddress.Provider value={what ? pathTo(path, what) : undefined}>
        {children}
      </OpenedAddress.Provider>
    </OpenedContext.Provider>
  );
}

export const pathTo = (path: string, what: string | null, anchor?: string): string =>
  `${path}${what ? `${path.includes('?') ? '&' : '?'}open=${what}` : ''}${anchor ? `#${anchor}` : ''}`;

export interface OpenLinkProps extends ButtonLook {
  what: string;
  /** Read aloud, when it shows only a sign. */
  label?: string;
  /** Where the page stands without JavaScript. */
  anchor?: string;
  /** Without a look it is a quiet link. */
  className?: string;
  /** It shows the value that it opens, and so belongs on paper. */
  isValue?: boolean;
  children: ReactNode;
}

/** Opens one thing, and closes it again. */
export function OpenLink({ what, label, anchor, className, isValue, children, ...look }: OpenLinkProps) {
  const { what: current, open, path } = useOpened();
  const isOpen = current === what;
  const press = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    open(isOpen ? null : what);
  };
  return (
    <a
      href={pathTo(path, isOpen ? null : what, anchor)}
      data-opens={what}
      data-print={isValue ? undefined : 'no'}
      aria-label={label}
      aria-expanded={isOpen}
      className={className ?? buttonClass(look)}
      onClick={press}
    >
      {children}
    </a>
  );
}

/** In a menu: opens something else, and the menu gives way to it. */
export const OpenItem = (props: Pick<OpenLinkProps, 'what' | 'anchor' | 'children'>) => (
  <OpenLink {...props} className={styles.item} />
);

/** Is this open, by a press or because what was typed into its form was not taken? */
export function useIsOpen(what: string, form: string): boolean {
  const { what: current } = useOpened();
  return useEditing().troubles[form] !== undefined || current === what;
}

/** Closes what is open, unless something else has been opened since, and gives the focus back to what opened it. */
export function useClose(): () => void {
  const { what, close } = useOpened();
  return useCallback(() => {
    if (!what) return;
    close(what);
    requestAnimationFrame(() => openerOf(what)?.focus());
  }, [what, close]);
}

/** Its link, or the menu that held the link. */
function openerOf(what: string): HTMLElement | null {
  const find = (key: string) => document.querySelector<HTMLElement>(`[data-opens="${key}"]`);
  return find(what) ?? find(`menu.${what.split('.')[1]}`);
}

/** Around an open form: Escape leaves it from any of its fields. */
export function EscapeCloses({
  children,
  ...host
}: {
  id?: string;
  className?: string;
  children: ReactNode;
}) {
  const close = useClose();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the fields inside
    <div
      {...host}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        close();
      }}
    >
      {children}
    </div>
  );
}

/** The way out of an open form, for those who pressed by mistake. */
export function CloseLink({ children = 'Cancel', onClose }: { children?: ReactNode; onClose?: () => void }) {
  const { path } = useOpened();
  const close = useClose();
  return (
    <a
      href={path}
      className={buttonClass({ look: 'bare', size: 's' })}
      onClick={(event) => {
        event.preventDefault();
        onClose?.();
        close();
      }}
    >
      {children}
    </a>
  );
}

export interface OpenMenuProps {
  what: string;
  /** Read aloud on its button. */
  label: string;
  anchor: string;
  sign: ReactNode;
  /** Drawn only while it is open. */
  children: () => ReactNode;
}

/** A menu at the end of a row. Escape, a press outside or its own button closes it. */
export function OpenMenu({ what, label, anchor, sign, children }: OpenMenuProps) {
  const { what: current } = useOpened();
  const isOpen = current === what;
  return (
    <div className={styles.host} data-menu={isOpen || undefined}>
      <OpenLink
        what={what}
        label={label}
        anchor={anchor}
        className={classNames(buttonClass({ look: 'bare', size: 's' }), styles.more)}
      >
        {sign}
      </OpenLink>
      {isOpen && <Panel label={label}>{children()}</Panel>}
    </div>
  );
}

function Panel({ label, children }: { label: string; children: ReactNode }) {
  const panel = useRef<HTMLDivElement>(null);
  const { open } = useOpened();
  const close = useClose();
  useEffect(() => {
    panel.current?.querySelector<HTMLElement>('a, button, summary')?.focus({ preventScroll: true });
    panel.current?.scrollIntoView({ block: 'nearest' });
    const outside = (event: PointerEvent) => {
      const host = panel.current?.parentElement;
      if (event.target instanceof Node && !host?.contains(event.target)) open(null);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would ask for a legend that the menu's button already is
    <div
      ref={panel}
      role="group"
      aria-label={label}
      className={styles.panel}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.preventDefault();
          close();
        }
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') walk(event.currentTarget, event);
      }}
    >
      {children}
    </div>
  );
}

function walk(panel: HTMLElement, event: { key: string; preventDefault(): void }) {
  const items = [...panel.querySelectorAll<HTMLElement>('a, button, summary')].filter(
    (item) => item.offsetParent !== null,
  );
  const at = items.indexOf(document.activeElement as HTMLElement);
  const next = items[(at + (event.key === 'ArrowDown' ? 1 : -1) + items.length) % items.length];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}
