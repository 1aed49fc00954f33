import { Projection } from '@daybook/nestjs';
import { AccountOwner } from './account-owner.js';
import { OwnerExposure } from './owner-exposure.js';
import { OwnerExposuresOfAccounts } from './owner-exposures.js';

/**
 * The same rows where no limit is set, so that nobody decides by them: brought up to date behind the bookings, which then
 * need no transactions of their own.
 */
@Projection('owner-exposure', { version: 1, readModel: [OwnerExposure, AccountOwner], categories: ['account'] })
export class OwnerExposuresAfterwards extends OwnerExposuresOfAccounts {}
