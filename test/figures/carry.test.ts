/**
 * A file of every format carries its figure, and picture and text come apart again as they were.
 * Watched failing: `&amp;` unescaped before `&lt;`; a CRC over the data without the type; a place in the PDF's table one byte off;
 * a PDF's update read without what stands behind it; `<` left as it is in HTML.
 */
import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { CARRIERS, type PictureFormat } from '../../src/figures/carry/index.ts';
import { withResolution } from '../../src/figures/carry/png.ts';

function chunk(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type), data]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, sum]);
}

/** One black pixel. */
const png = Buffer.concat([
  Buffer.from('89504e470d0a1a0a', 'hex'),
  chunk('IHDR', Buffer.from('00000001000000010800000000', 'hex')),
  chunk('IDAT', deflateSync(Buffer.from([0, 0]))),
  chunk('IEND', Buffer.alloc(0)),
]);

/** One empty page, as cairo writes it. */
function pdf(): Buffer {
  const objects = [
    '<< /Type /Pages /Kids [ 2 0 R ] /Count 1 >>',
    '<< /Type /Page /Parent 1 0 R /MediaBox [ 0 0 100 50 ] >>',
    '<< /Producer (cairo) >>',
    '<< /Type /Catalog\n   /Pages 1 0 R\n>>',
  ];
  let text = '%PDF-1.5\n';
  const places = objects.map((object, i) => {
    const place = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const table = text.length;
  text += `xref\n0 5\n0000000000 65535 f \n${places.join('')}trailer\n<< /Size 5\n   /Root 4 0 R\n   /Info 3 0 R\n>>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

const pictures: Record<PictureFormat, Buffer> = {
  svg: Buffer.from('<svg class="a" width="1">\n<text>α &lt; 2</text></svg>'),
  pdf: pdf(),
  png,
  html: Buffer.from('<!doctype html><html><head><title>α</title></head><body></body></html>'),
  json: Buffer.from('{"data":[],"layout":{"title":"α"}}'),
};

const carried = {
  text: 'α < 2 & "quoted" </metadata></script></mckean:figure> \\u003c &amp;lt; &lt; \n%mckean-figure\n %%EOF',
  numbers: [1e-300, -0.1, 7],
};
const text = JSON.stringify(carried);

const formats = Object.keys(CARRIERS) as PictureFormat[];

describe('a picture that carries its figure', () => {
  it.each(formats)('%s: both come back as they were', (format) => {
    const file = CARRIERS[format].join(pictures[format], text);
    const parted = CARRIERS[format].part(file)!;
    expect(parted.picture.equals(pictures[format])).toBe(true);
    expect(JSON.parse(parted.text)).toEqual(carried);
  });

  it.each(formats)('%s: a picture alone carries none', (format) => {
    expect(CARRIERS[format].part(pictures[format])).toBeNull();
  });

  it('PDF: the update has its table where the trailer says, and the old one before it', () => {
    const file = CARRIERS.pdf.join(pictures.pdf, text).toString('latin1');
    const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(file)![1]);
    expect(file.slice(table, table + 9)).toBe('xref\n4 1\n');
    const places = [...file.slice(table).matchAll(/(\d{10}) 00000 n/g)].map(([, place]) => Number(place));
    expect(places.map((place) => file.slice(place, place + 7))).toEqual(['4 0 obj', '5 0 obj']);
    expect(file.slice(table)).toContain('/Size 6 /Root 4 0 R /Info 3 0 R /Prev');
  });

  it('PDF: what stands behind the update is part of the picture', () => {
    const file = Buffer.concat([CARRIERS.pdf.join(pictures.pdf, text), Buffer.from('% more\n')]);
    expect(CARRIERS.pdf.part(file)!.picture.equals(file)).toBe(true);
  });

  it('PDF: one whose objects are in a stream is refused in a sentence', () => {
    const stream = Buffer.from('%PDF-1.7\n5 0 obj\n<< /Type /XRef >>\nendobj\nstartxref\n9\n%%EOF\n');
    expect(() => CARRIERS.pdf.join(stream, text)).toThrow('a PDF with no plain table of objects cannot');
  });

  it('PNG: a damaged file is told from one that carries none', () => {
    const damaged = Buffer.from(png);
    damaged[20] = 9;
    expect(() => CARRIERS.png.part(damaged)).toThrow('is a damaged PNG');
    expect(() => CARRIERS.png.part(png.subarray(0, 40))).toThrow('is a PNG cut short');
    expect(() => CARRIERS.png.part(pictures.svg)).toThrow('is no PNG');
  });

  it('PNG: the resolution is told once, in dots per metre', () => {
    const twice = withResolution(withResolution(png, 72), 300);
    const at = twice.indexOf('pHYs');
    expect(twice.indexOf('pHYs', at + 1)).toBe(-1);
    expect([twice.readUInt32BE(at + 4), twice.readUInt32BE(at + 8), twice[at + 12]]).toEqual([
      11811, 11811, 1,
    ]);
  });
});
