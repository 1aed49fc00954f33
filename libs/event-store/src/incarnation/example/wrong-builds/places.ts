import type { PlaceAt } from '../../place-of-token.js';
import type { LogToken } from '../../log-token.js';
import { LogWentBack } from '../../log-went-back.error.js';

type PlaceOf = (token: LogToken, placeAt: PlaceAt) => Promise<number>;

/** Goes on behind the position, whatever has become of the log. */
export const silently: PlaceOf = async ({ event }) => event?.position ?? 0;

/** Looks whether there is an event where one was read, and not which. */
export const anyEvent: PlaceOf = async ({ event }, placeAt) => {
  const position = event?.position ?? 0;
  const { event: found } = await placeAt(position);
  if (position !== (found?.position ?? 0)) throw new LogWentBack(position, undefined, 0);
  return position;
};

/** Looks for the event alone, which may have been written again, or be there while others before it are not. */
export const sameEvent: PlaceOf = async ({ event }, placeAt) => {
  const position = event?.position ?? 0;
  const { event: found } = await placeAt(position);
  if (event?.eventId !== found?.eventId) throw new LogWentBack(position, undefined, 0);
  return position;
};

/** Compares histories alone, by which a copy of the disk that was put back is not known. */
export const sameHistory: PlaceOf = async ({ lineage, event }, placeAt) => {
  const position = event?.position ?? 0;
  const { incarnations } = await placeAt(position);
  if (lineage.at(-1)?.id !== incarnations.at(-1)?.id) throw new LogWentBack(position, undefined, 0);
  return position;
};

/** Once it is accepted, goes on behind the position, and past what was written below it meanwhile. */
export const forgetsWhereItLeft: PlaceOf = async ({ lineage, event }, placeAt) => {
  const position = event?.position ?? 0;
  const { incarnations } = await placeAt(position);
  const present = incarnations.at(-1);
  const isAccepted = present?.accepted !== undefined || present?.id === lineage.at(-1)?.id;
  if (!isAccepted) throw new LogWentBack(position, undefined, 0);
  return position;
};
