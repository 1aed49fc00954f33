/** What the bank did, and which way the money went. */
export const operations = {
  'cash-deposit': 'in',
  'transfer-in': 'in',
  'cash-withdrawal': 'out',
  'card-withdrawal': 'out',
  'transfer-out': 'out',
  /** Within the bank: only interest is booked like this. */
  internal: 'in',
} as const;

export type Operation = keyof typeof operations;

/** The operations as a statement spells them. */
export const operationNames = Object.keys(operations) as readonly Operation[];

export function isOperation(text: string): text is Operation {
  return Object.hasOwn(operations, text);
}
