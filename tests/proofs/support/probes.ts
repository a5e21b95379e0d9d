import * as z from 'zod';
import { registry, undoArgs } from '#app/commands/registry.ts';
import { addDays } from '#app/domain/day.ts';
import { realToday } from '#tests/support/stored-plan.server.ts';
import type { Random } from '../random.ts';

interface Schema {
  type?: string | string[];
  format?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minItems?: number;
  minimum?: number;
}

/** Each command's arguments as their own schema says them, so that a new command is probed without being named here. */
const schemas = new Map<string, Schema>(
  Object.entries({ ...registry, undo: { args: undoArgs } }).map(([type, { args }]) => [
    type,
    z.toJSONSchema(args, { unrepresentable: 'any', io: 'input' }) as Schema,
  ]),
);
export const probedCommands = [...schemas.keys()];

/** Where an id stands in arguments: `owners.0.stakeholderId`. */
export interface Place {
  path: string;
  key: string;
}

/** Arguments that could be sent; `idAt` says which id stands at each place. */
export function argumentsFor(type: string, random: Random, idAt: (place: Place) => string | null): unknown {
  return fillIn(schemas.get(type) ?? {}, { path: '', key: '' }, random, idAt);
}

/** Found by the server from an address, and never a part of what somebody sends. */
export const ofTheServer = 'personId';

/** How many ids this command can hold at most. */
export function countIds(type: string): number {
  const count = (schema: Schema): number => {
    if (schema.format === 'uuid') return 1;
    const options = schema.anyOf ?? schema.oneOf;
    if (options) return Math.max(...options.map(count));
    if (schema.items) return count(schema.items);
    return Object.entries(schema.properties ?? {})
      .filter(([key]) => key !== ofTheServer)
      .reduce((sum, [, inner]) => sum + count(inner), 0);
  };
  return count(schemas.get(type) ?? {});
}

function fillIn(schema: Schema, at: Place, random: Random, idAt: (place: Place) => string | null): unknown {
  const options = schema.anyOf ?? schema.oneOf;
  if (options) {
    // An id rather than none, where both could stand.
    const full = options.filter((option) => option.type !== 'null');
    return fillIn(random.pick(full.length > 0 && random.chance(0.9) ? full : options), at, random, idAt);
  }
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return random.pick(schema.enum);
  if (schema.format === 'uuid') return idAt(at);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([key]) => schema.required?.includes(key) || random.chance(0.5))
          .map(([key, inner]) => [key, fillIn(inner, { path: `${at.path}.${key}`, key }, random, idAt)]),
      );
    case 'array':
      // Its ids are named by the list: `offerIds` holds offers.
      return [0].map((n) =>
        fillIn(schema.items ?? {}, { path: `${at.path}.${n}`, key: at.key.replace(/s$/, '') }, random, idAt),
      );
    case 'boolean':
      return random.chance(0.5);
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, 1 + random.below(9));
    case 'null':
      return null;
    case 'string':
      return at.key === 'url' ? 'https://example.com/a' : at.key === 'name' ? 'example.com' : 'Some words';
    // Days check themselves and tell their schema nothing.
    default:
      return addDays(realToday(), 5 + random.below(60));
  }
}
