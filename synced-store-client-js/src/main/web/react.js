// @ts-check
// Hooks for React 18 or later, for pages with and without npm: the server serves this file as it is, and the page says in an
// import map where `react` is to be had.
import { useCallback, useMemo, useSyncExternalStore } from 'react';

/** @import { Actions, ConnectionStatus, Mutators, Pending, ReadContext, SyncedStore } from './index.js' */

/**
 * The result of a query, which renders anew when it has changed. Undefined as long as nobody knows the user.
 * @template {Mutators} M
 * @template {Actions} A
 * @template R
 * @param {SyncedStore<M, A>} store
 * @param {(ctx: ReadContext) => R} query
 * @param {readonly unknown[]} deps what the query depends on besides the store, as with `useMemo`
 * @returns {R | undefined}
 */
export function useSubscribe(store, query, deps = []) {
  // The application says what its query depends on.
  const { subscribe, current } = useMemo(() => store.live(query), [store, ...deps]);
  return useSyncExternalStore(subscribe, current, current);
}

/**
 * Whether the store is in touch with its server.
 * @template {Mutators} M
 * @template {Actions} A
 * @param {SyncedStore<M, A>} store
 * @returns {ConnectionStatus}
 */
export function useConnectionStatus(store) {
  const subscribe = useCallback((/** @type {() => void} */ changed) => store.onConnectionStatus(changed), [store]);
  const current = useCallback(() => store.connectionStatus, [store]);
  return useSyncExternalStore(subscribe, current, current);
}

/**
 * The mutations whose outcome the local copy doesn't have yet.
 * @template {Mutators} M
 * @template {Actions} A
 * @param {SyncedStore<M, A>} store
 * @returns {readonly Pending[]}
 */
export function usePending(store) {
  const subscribe = useCallback((/** @type {() => void} */ changed) => store.onPending(changed), [store]);
  const current = useCallback(() => store.pending, [store]);
  return useSyncExternalStore(subscribe, current, current);
}
