import type { DiscoveryService } from '@nestjs/core';
import { ProviderNotShared } from './provider-not-shared.error.js';

/** Which classes are looked for, and what they are called in an error. */
export interface Sought {
  /** For a sentence: `projection`. */
  readonly kind: string;
  readonly matches: (ofClass: object) => boolean;
}

/**
 * The instances of certain classes among the providers of all modules, one for each class: a class that several modules
 * provide does its work once.
 *
 * @throws ProviderNotShared one of them is transient, or scoped to a request
 */
export function providedInstances(discovery: DiscoveryService, { kind, matches }: Sought): readonly object[] {
  const byClass = new Map<object, object>();
  for (const wrapper of discovery.getProviders()) {
    const ofClass = classOf(wrapper);
    if (ofClass === undefined || byClass.has(ofClass) || !matches(ofClass)) continue;
    if (wrapper.isTransient || !wrapper.isDependencyTreeStatic()) throw new ProviderNotShared(ofClass, kind);
    byClass.set(ofClass, wrapper.instance as object);
  }
  return [...byClass.values()];
}

// What stands there counts, not what was asked for: a factory makes any class, and a test replaces one. By its prototype,
// because some instances (proxies for one request) may not be looked at outside of theirs.
function classOf({ instance, metatype }: ProviderWrapper): object | undefined {
  if (typeof instance !== 'object' || instance === null) return metatype ?? undefined;
  const prototype = Object.getPrototypeOf(instance) as { readonly constructor?: unknown } | null;
  return typeof prototype?.constructor === 'function' ? prototype.constructor : undefined;
}

type ProviderWrapper = Readonly<Pick<ReturnType<DiscoveryService['getProviders']>[number], 'instance' | 'metatype'>>;
