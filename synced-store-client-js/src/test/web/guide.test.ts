import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type MutationContext, MutationRejectedError, singleton, SyncedStore, table } from '../../main/web/index.js';
import { DEFAULT_TIMINGS } from '../../main/web/sync/scheduler.js';
import { ManualScheduler, settle } from './support/manualScheduler.js';
import { ScriptedServer } from './support/scriptedServer.js';

const NAME = singleton<{ readonly text: string }>('settings', 'name');

// tag::mutators[]
// tag::tables[]
interface Todo {
  readonly text: string;
  readonly completed: boolean;
}

const TODOS = table<Todo>('todos');
const NOTES = table<{ readonly text: string }>('notes');
// end::tables[]

const mutators = {
  // tag::addTodo[]
  addTodo(ctx: MutationContext, { id, text }: { id: string; text: string }): void {
    ctx.table(TODOS).set(id, { text, completed: false });
  },
  // end::addTodo[]

  // tag::setCompleted[]
  setCompleted(ctx: MutationContext, { id, completed }: { id: string; completed: boolean }): void {
    const todo = ctx.table(TODOS).get(id);
    if (!todo) {
      ctx.reject('todo_not_found', 'This todo is not there any more');
    }
    ctx.table(TODOS).set(id, { ...todo, completed });
  },
  // end::setCompleted[]

  // end::mutators[]
  // tag::singleton[]
  christen(ctx: MutationContext, { text }: { text: string }): void {
    if (ctx.singleton(NAME).exists()) {
      ctx.reject('has_a_name', 'The flat has a name already');
    }
    ctx.singleton(NAME).set({ text });
  },
  // end::singleton[]
  // tag::mutators[]
  // tag::setNote[]
  setNote(ctx: MutationContext, { text }: { text: string }): void {
    ctx.privateOfUser(ctx.userId).table(NOTES).set('mine', { text });
  }
  // end::setNote[]
};
// end::mutators[]

/** What the manual says, against a server that is played by the test. */
test('the samples of the manual do what it says', async () => {
  const server = new ScriptedServer();
  server.up();
  const shown: string[][] = [];
  const lines: string[] = [];
  const show = (texts: string[]): void => void shown.push(texts);
  const token = (): Promise<string> => Promise.resolve('t');
  const tell = (line: string): void => void lines.push(line);
  const counts: unknown[] = [];
  const redraw = (count: unknown): void => void counts.push(count);
  const setting = { userId: 'alice', storage: null, transport: server, scheduler: new ManualScheduler(), timings: DEFAULT_TIMINGS };
  const begin = (): SyncedStore<typeof mutators> => {
    // tag::open[]
    const store = new SyncedStore({
      storeType: 'todo',
      instanceId: 'errands',
      mutators,
      headers: async () => ({ Authorization: `Bearer ${await token()}` }),
      // end::open[]
      ...setting
      // tag::open[]
    });
    // end::open[]
    return store;
  };
  const store = begin();

  // tag::subscribe[]
  const end = store.subscribe((ctx) => ctx.table(TODOS).scan().map(({ value }) => value.text), (texts) => show(texts));
  // end::subscribe[]
  // tag::table[]
  store.subscribeToTable<Todo>('todos', (entries, { added, changed, removed }) => {
    added.forEach(({ value }) => tell(`+ ${value.text}`));
    changed.forEach(({ value, before }) => tell(`${before.text} is now ${value.text}`));
    removed.forEach(({ value }) => tell(`- ${value.text}`));
    tell(`${entries.length} in all`);
  });
  // end::table[]
  // tag::query[]
  const open = store.query((ctx) => ctx.table(TODOS).scan().filter(({ value }) => !value.completed));
  // end::query[]
  assert.deepEqual(open, []);
  // tag::live[]
  const live = store.live((ctx) => ctx.table(TODOS).scan().length);
  const endLive = live.subscribe(() => redraw(live.current()));
  // end::live[]
  // tag::rejected[]
  store.onRejected(({ mutator, message }) => tell(`${mutator} was refused: ${message}`));
  // end::rejected[]
  await settle();
  const add = async (): Promise<void> => {
    // tag::mutate[]
    const { id, confirmed } = await store.mutate.addTodo({ id: crypto.randomUUID(), text: 'Buy milk' });
    tell(`mutation ${id} is stored here, and shown`);
    try {
      await confirmed;
      tell('the server has it');
    } catch (problem) {
      if (problem instanceof MutationRejectedError) {
        tell(`the server has refused it: ${problem.code}`);
      }
    }
    // end::mutate[]
  };
  const adding = add();
  await settle();
  assert.deepEqual(shown.at(-1), ['Buy milk']);
  const { clientId } = store;
  assert.equal(store.query((ctx) => ctx.singleton(NAME).get()), undefined);
  const rejection = { client_id: clientId, mutation_id: 1, code: 'list_locked', message: 'The list is locked' };
  const delta = { epoch: 'e', checkpoint: 'c', patches: [], client_id_to_last_mutation_id: { [clientId]: 1 }, rejected_mutations: [rejection] };
  server.ok('pull', { ...delta, min_included_version: 0, max_included_version: 1, user_id: 'alice', schema_version: 1, reset: true, next_page: null });
  await settle();
  server.ok('push', { user_id: 'alice', last_mutation_id: 1, version: 1, rejected_mutations: [rejection] });
  server.poke({ ...delta, min_included_version: 2, max_included_version: 1 });
  await settle();
  if (server.is('pull')) {
    server.ok('pull', { ...delta, min_included_version: 2, max_included_version: 1, user_id: 'alice', schema_version: 1, reset: false, next_page: null });
  }
  await adding;
  assert.deepEqual(shown, [[], ['Buy milk'], []]);
  assert.deepEqual(counts, [0, 1, 0]);
  assert.deepEqual(lines, ['0 in all', '+ Buy milk', '1 in all', 'mutation 1 is stored here, and shown', 'addTodo was refused: The list is locked',
    '- Buy milk', '0 in all', 'the server has refused it: list_locked']);

  const leave = async (): Promise<void> => {
    // tag::logout[]
    await store.logout({ erase: true });
    // end::logout[]
  };
  end();
  endLive();
  await leave();
  assert(store.isClosed);
});
