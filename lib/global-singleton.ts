/**
 * Returns one value for the whole process. Middleware, pages and instrumentation are separate bundles, each with its
 * own copy of every module; only `globalThis` is shared between them.
 *
 * @param name unique in this project
 * @param make called once, at the first use
 */
export function globalSingleton<T>(name: string, make: () => T): T {
  const shared = globalThis as Record<symbol, unknown>;
  const key = Symbol.for(`latchkey.${name}`);
  if (!(key in shared)) shared[key] = make();
  return shared[key] as T;
}
