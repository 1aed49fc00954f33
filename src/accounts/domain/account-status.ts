/** What an account can be. A frozen one is still there, but gives no money. */
export type AccountStatus = 'unopened' | 'open' | 'frozen' | 'closed';
