/** A setting of the environment. An empty one counts as absent: so does a file of settings leave out what it names. */
export function setting(name: string): string | undefined {
  const value = process.env[name];
  return value === '' ? undefined : value;
}
