/** What a command of a saga comes to, when it is carried out: one of these. */
export const comesTo: Readonly<Record<string, readonly string[]>> = {
  'proof.withdraw': ['proof.withdrawn'],
  'proof.deposit': ['proof.deposited'],
  'proof.return': ['proof.returned'],
  'proof.hold': ['proof.held'],
  'proof.capture': ['proof.captured'],
  'proof.give-coins-back': ['proof.let-go', 'proof.refunded'],
  'proof.reserve': ['proof.reserved'],
  'proof.ship': ['proof.shipped'],
  'proof.give-items-back': ['proof.released', 'proof.taken-back'],
  'proof.note-late': ['proof.noted-late'],
};

/** What undoes something, with what must have happened before, and what must not. */
export const undoes: Readonly<Record<string, { readonly what: string; readonly unless?: string }>> = {
  'proof.returned': { what: 'proof.withdrawn', unless: 'proof.deposited' },
  'proof.let-go': { what: 'proof.held', unless: 'proof.captured' },
  'proof.refunded': { what: 'proof.captured' },
  'proof.released': { what: 'proof.reserved', unless: 'proof.shipped' },
  'proof.taken-back': { what: 'proof.shipped' },
};

/** By what comes of it. */
export const commandOf: ReadonlyMap<string, string> = new Map(
  Object.entries(comesTo).flatMap(([command, types]) => types.map((type) => [type, command] as const)),
);

/** What begins an instance, and of which saga. */
export const begins: Readonly<Record<string, string>> = {
  'proof.move-asked': 'proof-moves',
  'proof.order-submitted': 'proof-orders',
};
