import type { Json } from '../json.js';

export const PROTOCOL_VERSION = 1;

/** The most mutations that a client sends in one push, and about how many bytes of arguments. */
export const MAX_PUSH_MUTATIONS = 500;
export const MAX_PUSH_BYTES = 524_288;

/** What a client sends in place of a mutation that can't be sent. */
export const WITHDRAWN_MUTATION = '$withdrawn';

/** Why access is denied to a client that is to forget all that it has. */
export const USER_ERASED = 'user_erased';

export type Patch =
  | { readonly op: 'set'; readonly key: string; readonly value: Json }
  | { readonly op: 'del'; readonly key: string };

export interface RejectedMutation {
  readonly client_id: string;
  readonly mutation_id: number;
  readonly code: string;
  readonly message: string;
}

/** What a pull returns and a poke brings. */
export interface Delta {
  readonly epoch: string;
  readonly checkpoint: string | null;
  readonly min_included_version: number;
  readonly max_included_version: number;
  readonly patches: readonly Patch[];
  readonly client_id_to_last_mutation_id: Readonly<Record<string, number>>;
  readonly rejected_mutations: readonly RejectedMutation[];
}

export interface PushMutation {
  readonly id: number;
  readonly nonce: string;
  readonly schema_version: number;
  readonly name: string;
  readonly args: Json;
}

export interface PushRequest {
  readonly protocol_version: number;
  readonly client_id: string;
  readonly user_id: string | null;
  readonly acknowledged_mutation_id: number;
  readonly mutations: readonly PushMutation[];
}

export interface PushResponse {
  readonly user_id: string;
  readonly last_mutation_id: number;
  readonly version: number;
  readonly rejected_mutations: readonly RejectedMutation[];
}

export interface PullRequest {
  readonly protocol_version: number;
  readonly schema_version: number;
  readonly client_id: string;
  readonly user_id: string | null;
  readonly acknowledged_mutation_id: number;
  readonly epoch: string | null;
  readonly version: number | null;
  readonly checkpoint: string | null;
  readonly page: string | null;
}

export interface PullResponse extends Delta {
  readonly user_id: string;
  readonly schema_version: number;
  readonly reset: boolean;
  readonly next_page: string | null;
}

export interface ActionRequest {
  readonly protocol_version: number;
  readonly schema_version: number;
  readonly client_id: string;
  readonly user_id: string | null;
  readonly action_id: string;
  readonly args: Json;
}

export interface ActionResponse {
  readonly result: Json;
  readonly version: number;
}

/** The body of a failed request (RFC 9457): a client relies on its code alone. */
export interface Problem {
  readonly code: string;
  readonly detail?: string;
  readonly last_mutation_id?: number;
  readonly last_common_id?: number;
  readonly rejected_mutations?: readonly RejectedMutation[];
  readonly schema_version?: number;
  /** More about the code. */
  readonly reason?: string;
  readonly application_code?: string;
  readonly application_message?: string;
}

/** Whether a delta covers no version at all, and says only where the space is. */
export function isEmptyRange(delta: Delta): boolean {
  return delta.min_included_version > delta.max_included_version;
}
