import type { Commit } from '../storage/keeper.js';

/** Whether a store is in touch with its server. */
export type ConnectionStatus = 'disconnected' | 'connecting' | 'connected';

/** What the leader is told of by its sync loop, for all tabs. */
export interface LeaderEvent {
  readonly name: 'unauthenticated' | 'accessDenied' | 'updateNeeded' | 'spaceDeleted' | 'userMismatch';
  readonly detail: string;
}

/** What tabs of one store tell each other. */
export type TabMessage =
  | { readonly type: 'commit'; readonly commit: Commit }
  /** From the leader: how things are, and which compiled mutators the server hands out, if the leader knows. */
  | { readonly type: 'status'; readonly status: ConnectionStatus; readonly pulled: boolean; readonly mutators?: string | undefined }
  /** A tab was opened, or looked at again: the server may be there, and know the user. */
  | { readonly type: 'joined' }
  /** Is there a leader? */
  | { readonly type: 'ping' }
  /** From the leader. */
  | { readonly type: 'event'; readonly event: LeaderEvent }
  /** The application was told of these rejections. */
  | { readonly type: 'told'; readonly nonces: readonly string[] }
  /** To the leader: pull, and say when it is done. */
  | { readonly type: 'pull'; readonly token: string }
  | { readonly type: 'pulled'; readonly tokens: readonly string[] }
  /** This tab is offline, and puts something aside: when it is closed that is the leader's business. */
  | { readonly type: 'aside'; readonly tab: string }
  /** To the leader. */
  | { readonly type: 'credentials' }
  /** To all tabs of the user, whatever space they have: the user has signed out. */
  | { readonly type: 'gone'; readonly reason: string }
  /** The leader has lost the storage: each tab is a client of its own from now on. */
  | { readonly type: 'apart' };

/** The tabs that have one store open. */
export interface TabGroup {
  /** Tell all others. */
  post(message: TabMessage): void;
  /** Lead as soon as nobody else does, at once if the one who does is to be replaced. */
  lead(steal: boolean): void;
  /** Let another tab lead. */
  resign(): void;
  /** Take no part any more. */
  leave(): void;
}

/** Is told what happens in the group. */
export interface TabGroupListener {
  /** Another tab says something. */
  message(message: TabMessage): unknown;
  /** This tab leads. */
  elected(): void;
  /** Another tab has taken the lead. */
  deposed(): void;
}

/** Joins groups by their names. */
export type TabGroups = (name: string, listener: TabGroupListener) => TabGroup;
