/**
 * A CommonJS package that is loaded when it is first used, so that importing the library does not pay for it (a Student t law by
 * @stdlib: some 400 files). `require` is synchronous, which an import on demand is not.
 */

/** @returns a function that gives the package, loading it once */
export function lazily<T>(name: string): () => T {
  let loaded: T | undefined;
  return () => {
    loaded ??= process.getBuiltinModule('node:module').createRequire(import.meta.url)(name) as T;
    return loaded;
  };
}
