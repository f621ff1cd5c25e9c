import { MutationRejectedError, SyncedStore, type SyncedStoreOptions } from '../../../main/web/index.js';
import { DEFAULT_TIMINGS } from '../../../main/web/sync/scheduler.js';
import { ManualScheduler, settle } from './manualScheduler.js';
import { seeded, seededUuids } from './random.js';
import { ScriptedServer } from './scriptedServer.js';
import { TODOS, todoMutators } from './todoMutators.js';

type Options = SyncedStoreOptions<typeof todoMutators>;

/** A client whose server and clock are in the hands of a test. */
export class ScriptedClient {
  readonly scheduler = new ManualScheduler();
  readonly server = new ScriptedServer();
  readonly told: string[] = [];
  readonly store: SyncedStore<typeof todoMutators>;

  constructor(options: Partial<Options> = {}) {
    this.server.up();
    const random = seeded(11);
    this.store = new SyncedStore({
      storeType: 'todo', instanceId: 'main', userId: 'alice', mutators: todoMutators, storage: null, transport: this.server,
      scheduler: this.scheduler, timings: DEFAULT_TIMINGS, random, uuid: seededUuids(random), ...options
    } as Options);
    this.store.onConnectionStatus((status) => this.told.push(status));
    this.store.onRejected(({ id, mutator, code }) => this.told.push(`rejected ${id} ${mutator} ${code}`));
    this.store.onUnauthenticated(() => this.told.push('unauthenticated'));
    this.store.onAccessDenied(() => this.told.push('access denied'));
    this.store.onStorageLost(() => this.told.push('storage lost'));
    this.store.onClosed(() => this.told.push('closed'));
  }

  /** A client whose first pull was answered: the space is empty. */
  static async connected(options: Partial<Options> = {}): Promise<ScriptedClient> {
    const client = new ScriptedClient(options);
    await settle();
    await client.answerPull({});
    client.told.length = 0;
    return client;
  }

  async add(id: string): Promise<{ id: number; outcome: () => string }> {
    const { id: number, confirmed } = await this.store.mutate.addTodo({ id, text: `Buy ${id}`, completed: false });
    let outcome = 'open';
    confirmed.then(() => (outcome = 'ok'), (problem: MutationRejectedError) => (outcome = problem.code ?? problem.name));
    await settle();
    return { id: number, outcome: () => outcome };
  }

  todos(): string[] {
    return this.store.query((ctx) => ctx.table(TODOS).scan().map(({ key }) => key));
  }

  async answerPull(members: object, todos: readonly string[] = []): Promise<void> {
    this.server.ok('pull', { ...this.delta(0, 0, 0, todos), user_id: 'alice', schema_version: 1, reset: true, next_page: null, ...members });
    await settle();
  }

  async answerPush(last: number, version: number, rejected: readonly object[] = []): Promise<void> {
    this.server.ok('push', { user_id: 'alice', last_mutation_id: last, version, rejected_mutations: rejected });
    await settle();
  }

  async poke(min: number, max: number, ownId: number, todos: readonly string[] = []): Promise<void> {
    this.server.poke(this.delta(min, max, ownId, todos));
    await settle();
  }

  delta(min: number, max: number, ownId: number, todos: readonly string[]): object {
    return {
      epoch: 'e', checkpoint: max > 0 ? `c${max}` : null, min_included_version: min, max_included_version: max,
      patches: todos.map((todo) => todo.startsWith('-') ? { op: 'del', key: `todos/${todo.slice(1)}` }
        : { op: 'set', key: `todos/${todo}`, value: { text: `Buy ${todo}`, completed: false } }),
      client_id_to_last_mutation_id: { [this.store.clientId]: ownId },
      rejected_mutations: []
    };
  }

  rejected(id: number, code: string): object {
    return { client_id: this.store.clientId, mutation_id: id, code, message: 'The script says so' };
  }
}
