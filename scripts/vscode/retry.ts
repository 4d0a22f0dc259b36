/** How long the workbench helpers wait for what they are about. */
export const defaultTimeoutMs = 30_000;

/** Repeats `attempt`, told its 1-based count, until it resolves; rejects with the last failure as cause. */
export async function retry<T>(
  timeoutMs: number,
  what: string,
  attempt: (count: number) => Promise<T>,
): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (let count = 1; ; count += 1) {
    try {
      return await attempt(count);
    } catch (error) {
      if (Date.now() >= end) throw new Error(`${what} did not appear in ${timeoutMs} ms`, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  }
}
