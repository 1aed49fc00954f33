import { ProcessHeartbeat as Right } from '../../process-heartbeat.js';

/** Believes in its leases until somebody else says otherwise. */
export class ProcessHeartbeat extends Right {
  override get isInTime(): boolean {
    return true;
  }
}
