import { countKept, forgetEverything } from './outbox-storage.ts';

let isGuarding = false;

/**
 * Whoever signs out takes along what this browser keeps of them. Where something would be lost by it that is said in the
 * form, and the next press is meant.
 */
export function guardSignOut(): void {
  if (isGuarding) return;
  isGuarding = true;
  window.addEventListener(
    'submit',
    (event) => {
      const form = event.target;
      if (!(form instanceof HTMLFormElement) || new URL(form.action).pathname !== '/sign-out') return;
      event.preventDefault();
      event.stopPropagation();
      void mayLeave(form).then((may) => may && form.submit());
    },
    true,
  );
}

async function mayLeave(form: HTMLFormElement): Promise<boolean> {
  const warning = await lastWarning();
  const said = form.querySelector('[role=alert]');
  if (warning && (said?.textContent !== warning || !navigator.onLine)) {
    said?.remove();
    form.prepend(sentence(warning));
    return false;
  }
  await forgetWhatIsKept();
  return true;
}

function sentence(text: string): HTMLElement {
  const place = document.createElement('p');
  place.setAttribute('role', 'alert');
  place.style.cssText = 'padding: 6px 10px; font-size: var(--t-s); white-space: normal';
  place.textContent = text;
  return place;
}

async function lastWarning(): Promise<string | null> {
  if (!navigator.onLine) return 'You are offline. Sign out once you are back.';
  const count = await countKept().catch(() => 0);
  if (count === 0) return null;
  return count === 1
    ? 'One edit has not been sent yet, and signing out removes it from this browser. Press again to sign out all the same.'
    : `${count} edits have not been sent yet, and signing out removes them from this browser. Press again to sign out all the same.`;
}

/** The server asks the browser for the same, which not every browser does. */
async function forgetWhatIsKept(): Promise<void> {
  try {
    sessionStorage.clear();
    await forgetEverything();
  } catch {
    // Where nothing may be kept there is nothing to clear.
  }
}
