/** A Plotly specification: a member `mckean` beside `data` and `layout`, which Plotly does not read. */
import type { Carrier } from './carrier.ts';

export const jsonCarrier: Carrier = {
  join(picture, text) {
    const spec = JSON.parse(picture.toString('utf8')) as object;
    return Buffer.from(`${JSON.stringify({ ...spec, mckean: JSON.parse(text) as unknown })}\n`);
  },
  part(file) {
    const { mckean, ...spec } = JSON.parse(file.toString('utf8')) as { mckean?: unknown };
    return mckean === undefined
      ? null
      : { picture: Buffer.from(JSON.stringify(spec)), text: JSON.stringify(mckean) };
  },
};
