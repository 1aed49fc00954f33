/** How a decider must not be built: whoever is handed the state can change it, and no event says so. */
export function naiveDecider<State>(initialState: State) {
  return {
    state: initialState,
    decide(command: (state: State) => unknown): void {
      command(this.state);
    },
  };
}
