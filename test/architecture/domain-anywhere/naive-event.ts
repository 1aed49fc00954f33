/** How events must not be built: the fields assigned by the constructor, the name taken from the class. */
class NaiveEvent {
  constructor(data: object) {
    Object.assign(this, data);
  }
}

class FundsDeposited extends NaiveEvent {
  readonly amountMinor!: number;
}

export function run(): string {
  const event = new FundsDeposited({ amountMinor: 100 });
  return JSON.stringify({ type: event.constructor.name, amountMinor: event.amountMinor });
}
