/** Which mail domains the buyer's people may come from. None named: any. The buyer's once a buyer has come in. */
import { absent, changes, type Decider, type Refused, refuse } from './command.ts';
import { hasEntered, type Plan, type Side } from './plan.ts';

const notTheirs = (plan: Plan, side: Side): Refused | null =>
  side === 'seller' && hasEntered(plan, 'buyer')
    ? refuse('otherSide', `${plan.goal.buyerName} says where its people may come from.`)
    : null;

export const isDomainName = (name: string): boolean =>
  name.length <= 253 && /^(?!-)[a-z0-9-]+(\.(?!-)[a-z0-9-]+)+$/u.test(name);

/** Null when somebody with this address may be invited at that side. */
export function notFromDomain(domains: string[], side: Side, address: string): Refused | null {
  if (side === 'seller' || domains.length === 0) return null;
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  if (domains.some((name) => domain === name || domain.endsWith(`.${name}`))) return null;
  const names = domains.join(' or ');
  return refuse('domain', `Only people with an address at ${names} can be invited to this plan.`);
}

export const addDomain: Decider<{ id: string; name: string }> = (plan, args, { actor }) => {
  const refused = notTheirs(plan, actor.side);
  if (refused) return refused;
  const name = args.name.trim().toLowerCase().replace(/^@/u, '');
  if (!isDomainName(name)) return refuse('domain', 'Write a domain such as acme.com.');
  if (plan.domains.some((d) => d.id === args.id || d.name === name)) return changes();
  return changes({ kind: 'domainAdded', thing: { id: args.id, layer: plan.layer, name, versions: {} } });
};

export const removeDomain: Decider<{ domainId: string }> = (plan, args, { actor }) => {
  const thing = plan.domains.find((d) => d.id === args.domainId);
  if (!thing) return absent;
  return notTheirs(plan, actor.side) ?? changes({ kind: 'domainRemoved', thing });
};
