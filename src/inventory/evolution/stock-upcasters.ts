import { StockReceivedV1ToV2 } from './stock-received-v1-to-v2.upcaster.js';
import { StockReleasedV1ToV2 } from './stock-released-v1-to-v2.upcaster.js';
import { StockReservedV1ToV2 } from './stock-reserved-v1-to-v2.upcaster.js';
import { StockShippedToPicked } from './stock-shipped-to-picked.upcaster.js';

/** How what was recorded of stock is read today. */
export const stockUpcasters = [
  StockReceivedV1ToV2,
  StockReservedV1ToV2,
  StockReleasedV1ToV2,
  StockShippedToPicked,
] as const;
