import { type HasCome, hasCome } from '../../has-come.js';

/** A wrong build: of the log that was not looked at it believes that there is nothing in it. */
export const unseenIsEmpty: HasCome = (awaited, standing, stretch) =>
  hasCome(awaited, standing, stretch && { ...stretch, from: 0, to: Infinity });
