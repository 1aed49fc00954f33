import { InvalidMoment } from './invalid-moment.error.js';

/**
 * A date that nobody else can move.
 * @throws InvalidMoment it is no date, or an invalid one
 */
export function copyOfMoment(moment: Date): Date {
  if (!(moment instanceof Date) || Number.isNaN(moment.getTime())) throw new InvalidMoment('occurredAt');
  return new Date(moment);
}
