/**
 * PDF (ISO 32000): an XMP packet, the document's /Metadata, added by an incremental update: the file as it was, then the
 * catalog with one more entry, the packet, a table of the two and a trailer. `pdfinfo -meta` prints it.
 *
 * Reads what cairo writes: a table of objects in plain text, as of PDF 1.4. An update's first line is a comment by which
 * it is found again.
 */
import { CARRIED, type Carrier } from './carrier.ts';
import { escapeXml, unescapeXml } from './xml.ts';

const MARK = `\n%${CARRIED}\n`;
const OPEN = '<mckean:figure>';
const CLOSE = '</mckean:figure>';

export const pdfCarrier: Carrier = {
  join(picture, text) {
    const { size, root, info, table, catalog } = outlineOf(picture.toString('latin1'));
    const packet = Buffer.from(packetOf(text), 'utf8');
    const parts: Buffer[] = [picture];
    let at = picture.length;
    const write = (part: Buffer | string) => {
      const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : part;
      parts.push(bytes);
      at += bytes.length;
    };
    write(MARK);
    const catalogAt = at;
    write(`${root} 0 obj\n${catalog.replace(/>>\s*$/, `   /Metadata ${size} 0 R\n>>`)}\nendobj\n`);
    const packetAt = at;
    write(`${size} 0 obj\n<< /Type /Metadata /Subtype /XML /Length ${packet.length} >>\nstream\n`);
    write(packet);
    write('\nendstream\nendobj\n');
    const tableAt = at;
    const entry = (offset: number) => `${String(offset).padStart(10, '0')} 00000 n \n`;
    write(`xref\n${root} 1\n${entry(catalogAt)}${size} 1\n${entry(packetAt)}`);
    write(`trailer\n<< /Size ${size + 1} /Root ${root} 0 R${info} /Prev ${table} >>\n`);
    write(`startxref\n${tableAt}\n%%EOF\n`);
    return Buffer.concat(parts);
  },
  part(file) {
    const mark = file.lastIndexOf(MARK);
    if (mark < 0) return null;
    const added = file.subarray(mark).toString('utf8');
    const from = added.indexOf(OPEN);
    const to = added.indexOf(CLOSE, from);
    if (from < 0 || to < 0) return null;
    const text = unescapeXml(added.slice(from + OPEN.length, to));
    const picture = file.subarray(0, mark);
    // Something stands behind the update, or in it: then all of the file is the picture.
    return { picture: isUpdateOf(picture, text, file) ? picture : file, text };
  },
};

interface Outline {
  /** Number of objects, one more than the highest number. */
  readonly size: number;
  readonly root: number;
  /** The trailer's entry for the document's information, or nothing. */
  readonly info: string;
  /** Where the table of objects begins. */
  readonly table: number;
  readonly catalog: string;
}

function isUpdateOf(picture: Buffer, text: string, file: Buffer): boolean {
  try {
    return pdfCarrier.join(picture, text).equals(file);
  } catch {
    return false;
  }
}

/** @throws Error where the file is no PDF with a plain table of objects */
function outlineOf(pdf: string): Outline {
  const refuse = (why: string) =>
    new Error(`a PDF with ${why} cannot carry its figure; librsvg from 2.58 on writes PDF 1.4, which can`);
  const table = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(pdf)?.[1]);
  if (!pdf.startsWith('%PDF-') || !pdf.startsWith('xref', table)) throw refuse('no plain table of objects');
  const trailer = /trailer\s*<<([\s\S]*?)>>\s*startxref/.exec(pdf.slice(table))?.[1] ?? '';
  const size = Number(/\/Size (\d+)/.exec(trailer)?.[1]);
  const root = Number(/\/Root (\d+) 0 R/.exec(trailer)?.[1]);
  const info = /\/Info \d+ 0 R/.exec(trailer)?.[0];
  const catalog = new RegExp(`(?:^|\\n)${root} 0 obj\\s*(<<[\\s\\S]*?>>)\\s*endobj`).exec(pdf)?.[1];
  if (!Number.isInteger(size) || catalog === undefined) throw refuse('no catalog');
  if (catalog.includes('/Metadata')) throw refuse('it has metadata already');
  return { size, root, info: info === undefined ? '' : ` ${info}`, table, catalog };
}

function packetOf(text: string): string {
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:mckean="urn:mckean:figure">
${OPEN}${escapeXml(text)}${CLOSE}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`;
}
