/** How a `PgBouncer` is set up. */
export interface PgBouncerOptions {
  /** When a client gives its connection to the server back. Default `transaction`. */
  readonly mode?: 'session' | 'transaction' | 'statement';
  /** Connections to the server for each role and database. Default 5. */
  readonly poolSize?: number;
  /** More lines for the section `[pgbouncer]`, such as `{ ignore_startup_parameters: 'options' }`. Default none. */
  readonly settings?: Readonly<Record<string, string | number>>;
}

/** The file of settings for a server. */
export function settingsOf(
  serverUrl: string,
  own: { readonly port: number; readonly users: string },
  { mode = 'transaction', poolSize = 5, settings = {} }: PgBouncerOptions,
): string {
  const { hostname, port } = new URL(serverUrl);
  const lines = Object.entries({
    listen_addr: '127.0.0.1',
    listen_port: own.port,
    unix_socket_dir: '',
    // Whoever is in the file may come; the server is asked with the password that stands there.
    auth_type: 'trust',
    auth_file: own.users,
    pool_mode: mode,
    default_pool_size: poolSize,
    max_client_conn: 1_000,
    ...settings,
  }).map(([name, value]) => `${name} = ${value}`);
  return ['[databases]', `* = host=${hostname} port=${port || 5432}`, '[pgbouncer]', ...lines, ''].join('\n');
}

/** The file of users: the role of the URL. */
export function usersOf(serverUrl: string): string {
  const { username, password } = new URL(serverUrl);
  const quoted = (text: string): string => `"${decodeURIComponent(text).replaceAll('"', '""')}"`;
  return `${quoted(username)} ${quoted(password)}\n`;
}
