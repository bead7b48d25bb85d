/** Which Node the program needs. Imports nothing, so that an older Node can read it and say so. */

const NEEDED = [22, 18] as const;

/** @returns one sentence when `version`, such as `20.20.2`, is too old, else undefined */
export function tooOld(version: string): string | undefined {
  const [major, minor] = version.split('.').map(Number);
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])
    ? undefined
    : `mckean needs Node ${NEEDED.join('.')} or newer; this is Node ${version}.`;
}
