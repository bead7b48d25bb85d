/**
 * Serves the repository's TypeScript to a browser as it stands, types taken out by Node, on a page that is
 * isolated: only there may memory be shared.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../', import.meta.url);
const ISOLATED = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** Listens on a free port of this machine; `/` is test/browser/page.html. */
export async function serve(): Promise<{ url: string; server: Server }> {
  const server = createServer(async ({ url = '/' }, response) => {
    try {
      const path = url === '/' ? 'test/browser/page.html' : url.slice(1);
      const text = await readFile(fileURLToPath(new URL(path, ROOT)), 'utf8');
      const type = path.endsWith('.html') ? 'text/html' : 'text/javascript';
      response.writeHead(200, { ...ISOLATED, 'Content-Type': type });
      response.end(path.endsWith('.ts') ? stripTypeScriptTypes(text) : text);
    } catch (error) {
      response.writeHead(404, { 'Content-Type': 'text/plain' });
      response.end(String(error));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return { url: `http://127.0.0.1:${address.port}/`, server };
}
