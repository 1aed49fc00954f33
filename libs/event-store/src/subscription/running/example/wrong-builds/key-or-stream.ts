import { ParkedKeys as Right } from '../../parked-keys.js';

/** Takes a parked key for a stream that waits, where it is the name of one. */
export class ParkedKeys extends Right {
  override isKeyOrStream(name: string): boolean {
    return this.has(name);
  }
}
