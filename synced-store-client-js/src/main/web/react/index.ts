import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { Mutators } from '../local/mutationRunner.js';
import type { ReadContext } from '../local/tables.js';
import type { Pending } from '../storeCore.js';
import type { SyncedStore } from '../syncedStore.js';
import type { ConnectionStatus } from '../tabs/tabGroup.js';
import { LiveValue } from './liveValue.js';

/**
 * The result of a query, which renders anew when it has changed. Undefined as long as nobody knows the user.
 * @param deps what the query depends on besides the store, as with `useMemo`
 */
export function useSubscribe<M extends Mutators, R>(store: SyncedStore<M>, query: (ctx: ReadContext) => R, deps: readonly unknown[] = []):
    R | undefined {
  // The application says what its query depends on.
  const value = useMemo(() => new LiveValue(store, query), [store, ...deps]);
  return useSyncExternalStore(value.subscribe, value.current, value.current);
}

/** Whether the store is in touch with its server. */
export function useConnectionStatus<M extends Mutators>(store: SyncedStore<M>): ConnectionStatus {
  const subscribe = useCallback((changed: () => void) => store.onConnectionStatus(changed), [store]);
  const current = useCallback(() => store.connectionStatus, [store]);
  return useSyncExternalStore(subscribe, current, current);
}

/** The mutations whose outcome the local copy doesn't have yet. */
export function usePending<M extends Mutators>(store: SyncedStore<M>): readonly Pending[] {
  const subscribe = useCallback((changed: () => void) => store.onPending(changed), [store]);
  const current = useCallback(() => store.pending, [store]);
  return useSyncExternalStore(subscribe, current, current);
}
