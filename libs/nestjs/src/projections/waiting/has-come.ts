import { type SegmentPositions, segmentOfKey } from '@daybook/event-store';

/** What somebody waits for. */
export interface Awaited {
  /** Everything up to here is to be in the rows. */
  readonly position: number;
  /** Of this key alone; undefined for all. */
  readonly key: string | undefined;
}

/** What a projection wants of a part of the log, all of which is visible. */
export interface LogStretch {
  /** Behind this position. */
  readonly from: number;
  /** Up to this one. */
  readonly to: number;
  /** Keys are undefined where they could not be told: then the event may be anybody's. */
  readonly events: readonly { readonly position: number; readonly keys: readonly string[] | undefined }[];
}

/** Whether rows that stand so are as far as somebody waits for. */
export type HasCome = (awaited: Awaited, standing: SegmentPositions, stretch?: LogStretch) => boolean;

/**
 * They are when every segment that the wait concerns has passed the position: that of the key, or all. A checkpoint moves
 * with what is applied; where nothing is, it is put on record by a heartbeat alone, so that a segment of another process
 * has come far enough, too, if nothing that it wants lies between.
 */
export const hasCome: HasCome = ({ position, key }, { segments, positions }, stretch) => {
  const concerned = key === undefined ? [...Array(segments).keys()] : [segmentOfKey(key, segments)];
  return (
    segments > 0 &&
    concerned.every((segment) => {
      const at = positions.get(segment);
      if (at === undefined) return false;
      if (at >= position) return true;
      if (stretch === undefined || stretch.from > at || stretch.to < position) return false;
      const isWanted = (one: string): boolean =>
        key === undefined ? segmentOfKey(one, segments) === segment : one === key;
      return !stretch.events.some(
        (event) => event.position > at && event.position <= position && event.keys?.some(isWanted) !== false,
      );
    })
  );
};
