import type { Side } from './plan.ts';

/**
 * What a person is on a plan, in the words of people who buy. The list is open: a plan may bring a role of its
 * own, and an unknown key still reads as words.
 */
export type Role = KnownRole | (string & {});
export type KnownRole = keyof typeof words;

export type SideNames = { sellerName: string; buyerName: string };

type Words = {
  /** Said of a person, after the name: "Dana Ortiz, leads this at Acme". `{side}` is their company. */
  label: string;
  /** Said while nobody has the role: "Acme security". */
  placeholder: string;
};

const words = {
  pointPerson: { label: 'speaks for {side}', placeholder: '{side} point person' },
  champion: { label: 'leads this at {side}', placeholder: '{side} main contact' },
  economicBuyer: { label: 'decides', placeholder: '{side} decision-maker' },
  approver: { label: 'approves', placeholder: '{side} approver' },
  sponsor: { label: 'sponsors this at {side}', placeholder: '{side} executive sponsor' },
  technicalEvaluator: { label: 'checks that it fits', placeholder: '{side} technical reviewer' },
  businessOwner: { label: 'owns the need', placeholder: '{side} business owner' },
  legal: { label: 'legal', placeholder: '{side} legal' },
  security: { label: 'security', placeholder: '{side} security' },
  securityLead: { label: 'decides on security', placeholder: '{side} head of security' },
  procurement: { label: 'purchasing', placeholder: '{side} purchasing' },
  finance: { label: 'finance', placeholder: '{side} finance' },
  projectLead: { label: 'runs the project at {side}', placeholder: '{side} project manager' },
  it: { label: 'IT', placeholder: '{side} IT' },
  administrator: { label: 'administrator', placeholder: '{side} administrator' },
  dataOwner: { label: 'owns the data', placeholder: '{side} data owner' },
  manager: { label: 'manages a team', placeholder: '{side} team managers' },
  user: { label: 'works with it', placeholder: '{side} user' },
  accountExecutive: { label: 'leads this at {side}', placeholder: '{side} main contact' },
  solutionsEngineer: { label: 'shows how it works', placeholder: '{side} solutions engineer' },
  customerSuccess: { label: 'looks after {other} once live', placeholder: '{side} customer success' },
  implementation: { label: 'sets it up', placeholder: '{side} set-up team' },
  executive: { label: 'executive', placeholder: '{side} executive' },
} satisfies Record<string, Words>;

export const knownRoles = Object.keys(words) as KnownRole[];

export function isKnownRole(role: string): role is KnownRole {
  return Object.hasOwn(words, role);
}

/** Who gives a plan a glance a week and says yes or no to it. */
const deciding: readonly Role[] = ['economicBuyer', 'approver', 'sponsor', 'executive'];
export const isDecider = (role: Role): boolean => deciding.includes(role);

/** 'leads this at Acme', 'decides', 'legal' */
export function roleLabel(role: Role, at: SideNames & { side: Side }): string {
  return isKnownRole(role) ? withNames(words[role].label, at) : plainWords(role);
}

/** 'Acme security', where a name is still needed. */
export function placeholderLabel(role: Role, at: SideNames & { side: Side }): string {
  return withNames(isKnownRole(role) ? words[role].placeholder : `{side} ${plainWords(role)}`, at);
}

function withNames(text: string, { side, sellerName, buyerName }: SideNames & { side: Side }): string {
  const [own, other] = side === 'seller' ? [sellerName, buyerName] : [buyerName, sellerName];
  // A function, because a company's name may hold a $ that `replace` would read as a pattern.
  return text.replace(/\{(side|other)\}/g, (_, which) => (which === 'side' ? own : other));
}

/** 'fleetManager' and 'fleet_manager' read as 'fleet manager'; words somebody typed stay as they are. */
function plainWords(role: string): string {
  if (/\s/.test(role)) return role.trim();
  return role
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .trim()
    .toLowerCase();
}
