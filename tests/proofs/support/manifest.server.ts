import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { projectRoot } from '#app/env.server.ts';

export interface BuiltRoute {
  id: string;
  /** `/plans/:planId/people` */
  path: string;
  index: boolean;
  hasLoader: boolean;
  hasAction: boolean;
}

interface Entry {
  id: string;
  path?: string;
  parentId?: string;
  index?: boolean;
  hasLoader: boolean;
  hasAction: boolean;
}

/** Every route of the build that stands in `build/`, as its own manifest lists them. */
export function builtRoutes(): BuiltRoute[] {
  const folder = join(projectRoot, 'build/client/assets');
  const file = readdirSync(folder).find((name) => /^manifest-\w+\.js$/.test(name));
  if (!file) throw new Error('There is no built manifest');
  const window: { __remixManifest?: { routes: Record<string, Entry> } } = {};
  runInNewContext(readFileSync(join(folder, file), 'utf8'), { window });
  const routes = window.__remixManifest?.routes ?? {};
  const pathOf = ({ path = '', parentId }: Entry): string => {
    const parent = parentId ? routes[parentId] : undefined;
    return [parent ? pathOf(parent) : '', path].filter(Boolean).join('/');
  };
  return Object.values(routes).map((entry) => ({
    id: entry.id,
    path: `/${pathOf(entry)}`,
    index: entry.index ?? false,
    hasLoader: entry.hasLoader,
    hasAction: entry.hasAction,
  }));
}

/** The path with each `:param` filled in; what is not given is an address nobody has. */
export const fill = (path: string, params: Readonly<Record<string, string>>): string =>
  path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? 'b'.repeat(43)));
