/** How large and how deep what goes into the log may be. */
export interface CodecLimits {
  /** Bytes of one payload as JSON text in UTF-8. Default 1,048,576 (1 MiB). */
  readonly payloadBytes: number;
  /** Bytes of one event's metadata as JSON text in UTF-8. Default 8,192 (8 KiB). */
  readonly metadataBytes: number;
  /** Levels of objects and arrays inside one another, the payload itself being the first. Default 64. */
  readonly depth: number;
}

export const defaultCodecLimits: CodecLimits = { payloadBytes: 1_048_576, metadataBytes: 8_192, depth: 64 };
