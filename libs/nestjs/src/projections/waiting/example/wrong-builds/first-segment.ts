import { type HasCome, hasCome } from '../../has-come.js';

/** A wrong build: it looks at the checkpoint of the first segment, whichever the key falls to. */
export const firstSegment: HasCome = (awaited, { positions }, stretch) =>
  hasCome({ ...awaited, key: undefined }, { segments: 1, positions }, stretch);
