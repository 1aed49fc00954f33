/** The SQLSTATE by which PostgreSQL says what an error is about; undefined for an error of somebody else's. */
export function sqlState(error: unknown): string | undefined {
  const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
