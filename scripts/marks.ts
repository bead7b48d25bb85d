/** Parts of a page that are made by a script: between `<!-- name -->` and `<!-- /name -->`. */

/** @throws Error where the page has no place for a part */
export function fillMarks(page: string, parts: Record<string, string>): string {
  return Object.entries(parts).reduce((text, [name, part]) => {
    const [from, to] = [`<!-- ${name} -->\n`, `\n<!-- /${name} -->`];
    const [start, end] = [text.indexOf(from) + from.length, text.indexOf(to)];
    if (start < from.length || end < start) throw new Error(`The page has no marks of ${name}.`);
    return `${text.slice(0, start)}\n${part}\n${text.slice(end)}`;
  }, page);
}
