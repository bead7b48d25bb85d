/** SVG to PDF by rsvg-convert of librsvg, which writes text in embedded TrueType fonts: publishers refuse those of Type 3. */
import { spawn, spawnSync } from 'node:child_process';
import { BadInput } from '../engine/badInput.ts';

export interface PdfWriter {
  pdf(svg: Buffer): Promise<Buffer>;
}

/** @throws BadInput with one sentence when rsvg-convert is missing */
export function openPdfWriter(): PdfWriter {
  const help = spawnSync('rsvg-convert', ['--help'], { encoding: 'utf8' });
  if (help.error !== undefined)
    throw new BadInput(
      'PDF needs rsvg-convert, which is not on the PATH: install it (Debian: apt-get install librsvg2-bin; macOS: brew install librsvg).',
    );
  // Newer versions of cairo hide the table of objects in PDF 1.7, where no figure could be added (carry/pdf.ts).
  const format = help.stdout.includes('pdf1.4') ? 'pdf1.4' : 'pdf';
  return { pdf: (svg) => converted(svg, ['--format', format]) };
}

function converted(svg: Buffer, args: readonly string[]): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn('rsvg-convert', args, { stdio: ['pipe', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    let complaint = '';
    child.stdout.on('data', (part: Buffer) => out.push(part));
    child.stderr.on('data', (part: Buffer) => {
      complaint += part.toString();
    });
    child.stdin.on('error', () => {});
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(out));
      else reject(new Error(`rsvg-convert makes no PDF: ${complaint.trim() || `exit code ${code}`}`));
    });
    child.stdin.end(svg);
  });
}
