import { type ReadContext, type Table, table } from './local/tables.js';
import type { MutationResult } from './storeCore.js';

/** What a space knows of one user who is in it, or was. */
export interface Member {
  /** What the user may do there: one of {@link Role}, or a role of the application's own. */
  readonly role: string;
  /** Since when, in milliseconds since 1970 by the server's clock. */
  readonly joined: number;
  /** When the user was removed; null or missing for who is in the space. */
  readonly removed?: number | null;
}

/** The members of a space that has some, by their user ids, those that were removed among them. Mutators can only read it. */
export const USERS: Table<Member> = table<Member>('$users');

/** The usual roles. */
export const Role = {
  /** May do everything, also make and unmake owners. Who creates a space is its owner. */
  owner: 'owner',
  /** May do everything but touch owners. */
  admin: 'admin',
  /** May open and change the space, and call its actions. */
  editor: 'editor',
  /** May open the space. */
  viewer: 'viewer'
} as const;

/** The system's mutators, which only the server has: their effects are seen once it has decided. */
export interface SystemMutatorCalls {
  /** Let somebody in, or back in. For owners and admins. */
  readonly $addUser: (args: { readonly user: string; readonly role: string }) => Promise<MutationResult>;
  /** Take somebody's access away. For owners and admins, and for who wants to leave. */
  readonly $removeUser: (args: { readonly user: string }) => Promise<MutationResult>;
  /** Give a member another role. For owners and admins. */
  readonly $setRole: (args: { readonly user: string; readonly role: string }) => Promise<MutationResult>;
}

/** Somebody who is in the space, or undefined. */
export function memberOf(ctx: ReadContext, userId: string): Member | undefined {
  const member = ctx.table(USERS).get(userId);
  return member && (member.removed ?? null) === null ? member : undefined;
}
