/**
 * Calls `stop` once on SIGTERM, SIGINT, or when a test that started us is gone, and ends the process: after
 * `stop`, at a second signal, or 9.5 s later whatever happens.
 */
export function stopOnSignal(stop: () => Promise<void>, onFailure: (error: unknown) => void): void {
  let stopping = false;
  const end = () => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), 9_500).unref();
    stop().then(
      () => process.exit(0),
      (error) => {
        onFailure(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  if (process.connected) process.once('disconnect', end);
}
