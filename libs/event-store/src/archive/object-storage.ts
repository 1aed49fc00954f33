/** What is known of an object without its bytes. */
export interface StoredObject {
  readonly key: string;
  readonly bytes: number;
}

/**
 * A place for objects, each a row of bytes under a key: a folder, S3 and its like.
 *
 * A key is made of parts of lower-case letters, digits, `.`, `_` and `-`, each beginning with a letter or a digit, with
 * `/` between them, such as `snapshots/account-1/000100`. That is what every storage takes, and no part can lead out of
 * a folder; `objectNameOf` makes such a part of any text. No key stands where others go on: `a` beside `a/b`.
 *
 * An adapter puts an object whole or not at all: whoever gets or lists one meanwhile meets the one before or the new one.
 */
export abstract class ObjectStorage {
  /**
   * Keeps an object, durably when it answers. One that is there under the key is replaced.
   *
   * @throws InvalidObjectKey
   * @throws ObjectStorageFailed it could not be kept
   */
  abstract put(key: string, bytes: Uint8Array): Promise<void>;

  /**
   * The bytes of an object; undefined if there is none.
   *
   * @throws InvalidObjectKey, ObjectStorageFailed
   */
  abstract get(key: string): Promise<Uint8Array | undefined>;

  /**
   * The objects whose key begins with this, in the order of their keys, byte by byte. What is put or deleted meanwhile may
   * be met or not.
   *
   * @param prefix whole parts, each with its `/` behind it, or nothing
   * @throws InvalidObjectKey, ObjectStorageFailed
   */
  abstract list(prefix?: string): AsyncIterable<StoredObject>;

  /**
   * Takes an object away, if it is there.
   *
   * @throws InvalidObjectKey, ObjectStorageFailed
   */
  abstract delete(key: string): Promise<void>;
}
