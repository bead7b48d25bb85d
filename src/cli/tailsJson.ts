/** Numbers that JSON lacks, as null, with words for them in the warning. */

/** The object without numbers that are not finite, and with one `warning` where there is something to say. */
export function finiteJson(
  value: Readonly<Record<string, unknown>>,
  warnings: readonly string[] = [],
): object {
  const said = [...warnings];
  const finite = (name: string, item: unknown): unknown => {
    if (typeof item === 'number' && !Number.isFinite(item)) {
      said.push(
        `${name} is ${Number.isNaN(item) ? 'undefined' : item > 0 ? 'infinite' : 'minus infinity'} (null).`,
      );
      return null;
    }
    if (Array.isArray(item)) return item.map((part, i) => finite(`${name}[${i}]`, part));
    if (typeof item === 'object' && item !== null)
      return Object.fromEntries(
        Object.entries(item).map(([key, part]) => [key, finite(`${name}.${key}`, part)]),
      );
    return item;
  };
  const own = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, finite(key, item)]));
  return { ...own, ...(said.length > 0 ? { warning: said.join(' ') } : {}) };
}
