/**
 * How a file of one format carries a JSON text beside its picture, so that neither changes the other:
 * `part(join(picture, text))` is the same picture, to the byte, and the same JSON.
 */
export interface Carrier {
  /** The file that shows `picture` and carries `text`. */
  join(picture: Buffer, text: string): Buffer;
  /** The two again; null where the file carries none. */
  part(file: Buffer): Parted | null;
}

export interface Parted {
  readonly picture: Buffer;
  readonly text: string;
}

/** What is a name of the carried text in every format. */
export const CARRIED = 'mckean-figure';

/** The carrier of a format in which the text stands in one element, put at `place` of the picture. */
export function elementCarrier(
  element: { readonly open: string; readonly close: string },
  place: (picture: string) => number,
  code: { write(text: string): string; read(written: string): string },
): Carrier {
  const { open, close } = element;
  return {
    join(picture, text) {
      const source = picture.toString('utf8');
      const at = place(source);
      return Buffer.from(source.slice(0, at) + open + code.write(text) + close + source.slice(at));
    },
    part(file) {
      const source = file.toString('utf8');
      const from = source.indexOf(open);
      const to = from < 0 ? -1 : source.indexOf(close, from);
      if (to < 0) return null;
      return {
        picture: Buffer.from(source.slice(0, from) + source.slice(to + close.length)),
        text: code.read(source.slice(from + open.length, to)),
      };
    },
  };
}
