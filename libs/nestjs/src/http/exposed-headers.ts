import { correlationIdHeader } from './correlation-id.js';
import { positionHeader } from './position-header.interceptor.js';

/**
 * The headers of answers that a script in a browser may read only where CORS exposes them.
 *
 * @example app.enableCors({ origin: 'https://shop.example', exposedHeaders: [...exposedHeaders] });
 */
export const exposedHeaders: readonly string[] = [positionHeader, 'ETag', correlationIdHeader];
