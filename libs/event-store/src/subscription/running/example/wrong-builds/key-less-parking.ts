import { ParkedKeys as Right } from '../../parked-keys.js';

/** Parks an event alone, and lets the later ones of its key pass. */
export class ParkedKeys extends Right {
  override has(): boolean {
    return false;
  }
}
