/**
 * Progress of a long call: a line that is updated in place in a notebook, a bar on a terminal, nothing elsewhere.
 *
 * In a notebook every call opens one display and leaves it empty, so that what is stored does not depend on how long it took.
 */

export interface ShownProgress {
  update(label: string, done: number, total: number): void;
  stop(): Promise<void>;
}

/** What of the Deno kernel's interface is used. */
interface Kernel {
  broadcast(type: string, content: object): Promise<void>;
}

/** Milliseconds between two updates of a notebook. */
const EVERY = 200;

/** The notebook's kernel, where the code runs in one. */
function kernel(): Kernel | undefined {
  const { Deno: runtime } = globalThis as { Deno?: { jupyter?: Kernel } };
  try {
    return typeof runtime?.jupyter?.broadcast === 'function' ? runtime.jupyter : undefined;
  } catch {
    return undefined;
  }
}

export async function openProgress(): Promise<ShownProgress | undefined> {
  const notebook = kernel();
  if (notebook !== undefined) return notebookProgress(notebook);
  if (!process.stderr.isTTY) return undefined;
  const { createProgress } = await import('../cli/progress.ts');
  const bar = createProgress();
  return { update: bar.update, stop: async () => bar.stop() };
}

let displays = 0;

function notebookProgress(notebook: Kernel): ShownProgress {
  const transient = { display_id: `mckean-progress-${process.pid}-${displays++}` };
  const send = async (type: string, text: string) =>
    notebook.broadcast(type, { data: { 'text/plain': text }, metadata: {}, transient });
  let sent = send('display_data', '');
  let last = 0;
  return {
    update(label, done, total) {
      const now = performance.now();
      if (now - last < EVERY) return;
      last = now;
      sent = sent.then(() => send('update_display_data', `${bar(done / total)} ${label}`));
    },
    async stop() {
      await sent;
      await send('update_display_data', '');
    },
  };
}

function bar(share: number): string {
  const full = Math.round(30 * Math.min(1, Math.max(0, share)));
  return `${'█'.repeat(full)}${'░'.repeat(30 - full)} ${Math.round(100 * share)} %`;
}
