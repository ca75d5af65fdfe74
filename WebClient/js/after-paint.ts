// Work that can wait until its page stands: first what people came to read, then what keeps it fresh.

/** The longest that a busy page keeps such work waiting. */
const waitMaxMilliseconds = 2_000;

export function afterPaint(work: () => Promise<void>): void {
  const begin = (): void => void work();
  requestAnimationFrame(() => {
    if ("requestIdleCallback" in window) requestIdleCallback(begin, { timeout: waitMaxMilliseconds });
    else setTimeout(begin);
  });
}
