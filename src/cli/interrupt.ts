/** Ctrl-C as an AbortSignal: the first asks the run to stop cleanly, the second ends the process at once. */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  const stop = () => {
    process.once('SIGINT', () => process.exit(130));
    controller.abort();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return controller.signal;
}
