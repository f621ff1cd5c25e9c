export { ActionFailedError, MutationRejectedError, type Refusal, RejectionCode, StoreClosedError, SyncedStoreError, UpdateNeededError,
  UserUnknownError } from './errors.js';
export type { Json } from './json.js';
export type { Unsubscribe } from './liveQueries.js';
export type { LiveValue } from './liveValue.js';
export type { TableCallback, TableChanges } from './liveResult.js';
export type { CallMigration, CallMigrations, MigratedCall } from './local/callMigration.js';
export { compareKeys } from './local/keys.js';
export type { HistoryPoint } from './local/localStore.js';
// For those who try mutators without a store, such as kits for tests.
export { Entries } from './local/entries.js';
export { MutationRunner, type Mutator, type Mutators } from './local/mutationRunner.js';
export { type Entry, type MutationContext, type ReadContext, type ReadScope, type Scan, type Singleton, singleton, type SingletonReader,
  type SingletonWriter, type Space, type Table, table, type TableReader, type TableWriter, type WriteScope } from './local/tables.js';
export { type Member, memberOf, Role, type SystemMutatorCalls, USERS } from './members.js';
export type { Inspection, Observation, ObservedMutation, ObservedRebase, SettledMutation } from './observation/observation.js';
export type { SyncedStoreOptions } from './options.js';
export type { MutationResult, Pending } from './storeCore.js';
export type { Rejection } from './storeEvents.js';
export type { ClientStorage, StoreFile } from './storage/storeFile.js';
export { DEFAULT_TIMINGS, type Scheduler, type SyncTimings } from './sync/scheduler.js';
export { type ActionCalls, type Actions, type MutatorCalls, SyncedStore } from './syncedStore.js';
export type { ConnectionStatus, TabGroup, TabGroupListener, TabGroups } from './tabs/tabGroup.js';
export type { PokeConnection, PokeConnectionListener, SyncTransport, TransportResponse } from './transport/transport.js';
export { randomUuid } from './calls.js';
