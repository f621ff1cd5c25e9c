import { fitMessage } from './json.js';

/** The codes that the system itself gives to rejected mutations. */
export const RejectionCode = {
  unknownMutator: 'unknown_mutator',
  invalidArgs: 'invalid_args',
  argsTooLarge: 'args_too_large',
  invalidValue: 'invalid_value',
  keyTooLarge: 'key_too_large',
  valueTooLarge: 'value_too_large',
  invalidKey: 'invalid_key',
  accessDenied: 'access_denied',
  spaceDeleted: 'space_deleted',
  spaceFull: 'space_full',
  tooManyTargets: 'too_many_targets',
  tooManyHops: 'too_many_hops',
  tooManyParkedActions: 'too_many_parked_actions',
  withdrawn: 'withdrawn',
  internalError: 'internal_error'
} as const;

/** Why a mutation had no effect. */
export interface Refusal {
  /** For programs: one of {@link RejectionCode}, or the application's own. */
  readonly code: string;
  /** For people. */
  readonly message: string;
}

/** What all errors of this client derive from. */
export class SyncedStoreError extends Error {
  /** The name of its class. */
  override name = 'SyncedStoreError';
}

/** A mutation was refused, here at once or by the server. */
export class MutationRejectedError extends SyncedStoreError {
  override name = 'MutationRejectedError';

  /**
   * @param code for programs: one of {@link RejectionCode}, or the application's own
   * @param message for people
   */
  constructor(readonly code: string, message: string) {
    super(fitMessage(message));
  }
}

/** An action failed, or could not be called. */
export class ActionFailedError extends SyncedStoreError {
  override name = 'ActionFailedError';

  /**
   * @param code the application's own code where it gave one, else the problem's
   * @param message for people
   * @param status the status of the server's answer, or 0 if there was none
   */
  constructor(readonly code: string, message: string, readonly status: number) {
    super(message);
  }
}

/** The store takes no part any more. */
export class StoreClosedError extends SyncedStoreError {
  override name = 'StoreClosedError';
}

/** Nobody knows yet whose store this is. */
export class UserUnknownError extends SyncedStoreError {
  override name = 'UserUnknownError';

  constructor() {
    super('Nobody knows the user yet: give userId, or wait for waitForLocalData()');
  }
}

/** Another tab runs a newer version of the application, so this one has stopped writing. */
export class UpdateNeededError extends SyncedStoreError {
  override name = 'UpdateNeededError';

  constructor() {
    super('A newer version of the application is open in this browser: reload to go on');
  }
}
