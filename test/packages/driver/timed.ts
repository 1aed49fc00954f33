/** Does a step, and says afterwards how long it took. */
export async function timed<R>(what: string, work: () => Promise<R>): Promise<R> {
  const start = performance.now();
  try {
    return await work();
  } finally {
    console.log(`${((performance.now() - start) / 1000).toFixed(1).padStart(6)} s  ${what}`);
  }
}
