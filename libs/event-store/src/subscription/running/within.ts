/** Waits for work that may never end, at most for so long, and whatever comes of it. Never rejects. */
export async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  const over = work.then(
    () => undefined,
    () => undefined,
  );
  await Promise.race([over, late]);
  clearTimeout(timer);
}
