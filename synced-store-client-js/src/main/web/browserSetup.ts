import { BrowserScheduler } from './browserScheduler.js';
import { randomUuid } from './calls.js';
import type { Mutators } from './local/mutationRunner.js';
import type { RememberedUser, StoreSetup, SyncedStoreOptions } from './options.js';
import { IndexedDbStorage } from './storage/indexedDbStorage.js';
import { DEFAULT_TIMINGS } from './sync/scheduler.js';
import type { HeadersSource } from './sync/syncEnvironment.js';
import { browserTabs } from './tabs/browserTabs.js';
import { WebTransport } from './transport/webTransport.js';

const STORE_TYPE = /^[a-z][a-z0-9-]{0,63}$/;
const INSTANCE_ID = /^[A-Za-z0-9][A-Za-z0-9._~-]{0,127}$/;

/** Completes what was said of a store with what the browser has. */
export function browserSetup<M extends Mutators>(options: SyncedStoreOptions<M>): StoreSetup {
  if (!STORE_TYPE.test(options.storeType) || !INSTANCE_ID.test(options.instanceId)) {
    throw new TypeError(`${options.storeType}/${options.instanceId} is no space: storeType is like 'todo', instanceId like 'main'`);
  }
  const own = options.scheduler ? undefined : new BrowserScheduler();
  const scheduler = options.scheduler ?? own!;
  const base = (options.server ?? globalThis.location?.origin ?? '') + (options.basePath ?? '/synced-store');
  const storage = options.storage === undefined ? browserStorage() : options.storage ?? undefined;
  const tabs = options.tabs === undefined ? browserTabs() : options.tabs ?? undefined;
  const kept = storage && tabs;
  return {
    storeType: options.storeType,
    instanceId: options.instanceId,
    mutators: options.mutators,
    mutatorsHash: mutatorsHash(options.mutators),
    schemaVersion: options.schemaVersion ?? 1,
    migrations: options.migrations ?? {},
    userId: options.userId,
    copy: options.copy ? ` ${encodeURIComponent(options.copy)}` : '',
    headers: headersSource(options.headers),
    base,
    offline: options.offline ?? false,
    storage: kept ? storage : undefined,
    tabs: kept ? tabs : undefined,
    tab: () => options.tab ?? tabOfBrowser(),
    transport: options.transport ?? new WebTransport(base, scheduler),
    scheduler,
    timings: options.timings ?? DEFAULT_TIMINGS,
    random: options.random ?? Math.random,
    uuid: options.uuid ?? randomUuid,
    users: rememberedUser(base, options.storage === null),
    notKept: kept || options.storage === null ? undefined : 'This browser, or its private mode, has no IndexedDB or no Web Locks',
    release: () => own?.close()
  };
}

/** What the build that has compiled mutators puts beside them. No mutator of an application can have such a name. */
function mutatorsHash(mutators: Mutators): string | undefined {
  const hash = Object.hasOwn(mutators, '$hash') ? (mutators['$hash'] as () => unknown)() : undefined;
  return typeof hash === 'string' ? hash : undefined;
}

function headersSource(headers: SyncedStoreOptions<Mutators>['headers']): HeadersSource {
  return headers ? () => headers().then(plain) : () => Promise.resolve({});
}

/** Names in Headers are in lower case, those that STOMP knows begin with capitals. */
function plain(headers: Headers | Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return headers instanceof Headers ? Object.fromEntries(Array.from(headers, ([name, value]) =>
    [name.replace(/(^|-)[a-z]/g, (each) => each.toUpperCase()), value])) : headers;
}

function browserStorage(): IndexedDbStorage | undefined {
  try {
    return globalThis.indexedDB ? new IndexedDbStorage(globalThis.indexedDB) : undefined;
  } catch {
    // Some browsers throw where a page may not store anything.
    return undefined;
  }
}

const TAB = 'synced-store tab';
let tab: string | undefined;

/** The same after a reload, another one in each tab. */
function tabOfBrowser(): string {
  try {
    tab ??= sessionStorage.getItem(TAB) ?? randomUuid();
    sessionStorage.setItem(TAB, tab);
  } catch {
    tab ??= randomUuid();
  }
  return tab;
}

/** The browser may refuse to remember anything. */
function rememberedUser(base: string, never: boolean): RememberedUser {
  const key = `synced-store user ${base}`;
  const attempt = <T>(work: () => T): T | undefined => {
    try {
      return never || typeof localStorage === 'undefined' ? undefined : work();
    } catch {
      return undefined;
    }
  };
  return {
    get: () => attempt(() => localStorage.getItem(key) ?? undefined),
    set: (userId) => void attempt(() => userId === undefined ? localStorage.removeItem(key) : localStorage.setItem(key, userId))
  };
}
