import { describe, expect, it } from 'vitest';
import { knownRoles, placeholderLabel, roleLabel } from '#app/domain/roles.ts';
import { bannedWords } from '#tests/domain/banned-words.ts';

const names = { sellerName: 'Northwind', buyerName: 'Acme' };
const atAcme = { ...names, side: 'buyer' } as const;
const atNorthwind = { ...names, side: 'seller' } as const;

describe('a role', () => {
  it('is said in plain words with the company of its side', () => {
    expect(roleLabel('champion', atAcme)).toBe('leads this at Acme');
    expect(roleLabel('accountExecutive', atNorthwind)).toBe('leads this at Northwind');
    expect(roleLabel('economicBuyer', atAcme)).toBe('decides');
    expect(roleLabel('legal', atAcme)).toBe('legal');
    expect(roleLabel('customerSuccess', atNorthwind)).toBe('looks after Acme once live');
  });

  it('stands in for a name that is still needed', () => {
    expect(placeholderLabel('security', atAcme)).toBe('Acme security');
    expect(placeholderLabel('security', atNorthwind)).toBe('Northwind security');
    expect(placeholderLabel('economicBuyer', atAcme)).toBe('Acme decision-maker');
  });

  it('may be one nobody foresaw, and still reads as words', () => {
    expect(roleLabel('fleetManager', atAcme)).toBe('fleet manager');
    expect(roleLabel('fleet_manager', atAcme)).toBe('fleet manager');
    expect(roleLabel('Head of Fleet', atAcme)).toBe('Head of Fleet');
    expect(placeholderLabel('fleetManager', atAcme)).toBe('Acme fleet manager');
    expect(roleLabel('constructor', atAcme)).toBe('constructor');
  });

  it('leaves a company name as it is written', () => {
    expect(placeholderLabel('legal', { ...atAcme, buyerName: '$& {side} Ltd' })).toBe('$& {side} Ltd legal');
  });

  it('never uses a word that belongs to selling', () => {
    for (const role of knownRoles) {
      for (const side of [atAcme, atNorthwind]) {
        expect(bannedWords(`${roleLabel(role, side)} ${placeholderLabel(role, side)}`), role).toEqual([]);
      }
    }
  });
});
