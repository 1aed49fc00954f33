/** Of which event of which stream an event is a copy; stands in its metadata as `copiedFrom`. */
export type CopiedFrom = {
  readonly streamId: string;
  readonly version: number;
  readonly eventId: string;
};
