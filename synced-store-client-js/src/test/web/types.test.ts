import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Entry, type MutationContext, type Mutators, type ReadContext, SyncedStore, table, type TableChanges } from '../../main/web/index.js';

interface Todo {
  readonly text: string;
  readonly tags: readonly string[];
}

interface AddTodo {
  id: string;
  text: string;
  tags?: string[];
}

const TODOS = table<Todo>('todos');

const mutators = {
  addTodo(ctx: MutationContext, { id, text, tags = [] }: AddTodo): void {
    ctx.table(TODOS).set(id, { text, tags });
    // @ts-expect-error a todo has tags
    ctx.table(TODOS).set(id, { text });
    // @ts-expect-error it may not be there
    ctx.table(TODOS).get(id).text;
    const known: Todo = ctx.table(TODOS).get(id) ?? ctx.reject('gone', 'It is gone');
    // @ts-expect-error what was read can't be changed
    known.text = 'x';
  },
  clear(ctx: MutationContext): void {
    ctx.table(TODOS).scan().forEach(({ key }) => ctx.table(TODOS).delete(key));
  },
  rename: (ctx: MutationContext, args?: { readonly text: string }): void => ctx.table(TODOS).set('a', { text: args?.text ?? '', tags: [] })
};

/** Nobody calls this: that it compiles, and that what must not compile does not, is all. */
export async function calls(store: SyncedStore<typeof mutators>): Promise<void> {
  const { id, confirmed } = await store.mutate.addTodo({ id: 'a', text: 'Buy milk' });
  id.toFixed();
  await confirmed;
  await store.mutate.addTodo({ id: 'a', text: 'Buy milk', tags: ['food'] });
  // @ts-expect-error the text is missing
  await store.mutate.addTodo({ id: 'a' });
  // @ts-expect-error the text is no text
  await store.mutate.addTodo({ id: 'a', text: 1 });
  // @ts-expect-error there are no such arguments
  await store.mutate.addTodo({ id: 'a', text: 'Buy milk', colour: 'red' });
  // @ts-expect-error it has arguments
  await store.mutate.addTodo();
  // @ts-expect-error there is no such mutator
  await store.mutate.adTodo({ id: 'a', text: 'Buy milk' });
  await store.mutate.clear();
  // @ts-expect-error it has no arguments
  await store.mutate.clear({});
  await store.mutate.rename();
  await store.mutate.rename({ text: 'x' });
  // What the server alone has.
  await store.mutate('order', { sku: 'x' });
}

/** As they are generated from Java. */
type GeneratedMutators = {
  readonly addTodo: (ctx: MutationContext, args: AddTodo) => void;
  readonly join: (ctx: MutationContext, args: { readonly [member: string]: never }) => void;
  readonly restock?: (ctx: MutationContext, args: { readonly sku: string }) => void;
};

type GeneratedActions = {
  readonly importTodos: (args: { readonly texts: readonly string[] }) => { readonly count: number };
  readonly stats: (args: { readonly [member: string]: never }) => { readonly todos: number };
  readonly tidy: () => { readonly [member: string]: never };
};

// tag::generated[]
const twins: GeneratedMutators = {
  addTodo(ctx, { id, text, tags = [] }) {
    ctx.table(TODOS).set(id, { text, tags });
  },
  join(ctx) {
    ctx.table(TODOS).delete('a');
  }
};

export async function generated(options: { storeType: string; instanceId: string }): Promise<void> {
  const store = new SyncedStore<GeneratedMutators, GeneratedActions>({ ...options, mutators: twins });
  // end::generated[]
  await store.mutate.addTodo({ id: 'a', text: 'Buy milk' });
  await store.mutate.join();
  await store.mutate.join({});
  // @ts-expect-error it has no such member
  await store.mutate.join({ id: 'a' });
  // What the server alone has, by its type.
  await store.mutate.restock({ sku: 'x' });
  // @ts-expect-error which article?
  await store.mutate.restock({});
  // @ts-expect-error it has arguments
  await store.mutate.restock();
  const { count }: { count: number } = await store.action.importTodos({ texts: ['a'] });
  const { todos }: { todos: number } = await store.action.stats();
  await store.action.stats({});
  await store.action.tidy();
  // @ts-expect-error the texts are missing
  await store.action.importTodos({});
  // @ts-expect-error there is no such action
  await store.action.importTodo({ texts: [] });
  // @ts-expect-error there is no such mutator
  await store.mutate.addTodos({ id: 'a', text: 'x' });
  // @ts-expect-error the mutator join is missing
  new SyncedStore<GeneratedMutators>({ ...options, mutators: { addTodo: twins.addTodo } });
  new SyncedStore<Partial<GeneratedMutators>>({ ...options, mutators: { addTodo: twins.addTodo } }).mutate.join();
  const untyped: unknown = await new SyncedStore({ ...options, mutators }).action.anything!({ x: 1 });
  assert([count, todos, untyped]);
}

export function reads(store: SyncedStore<typeof mutators>): void {
  const texts: string[] = store.query((ctx) => ctx.table(TODOS).scan({ prefix: 'a' }).map(({ value }) => value.text));
  const first: Entry<Todo> | undefined = store.query((ctx) => ctx.table(TODOS).scan({ limit: 1 })[0]);
  // @ts-expect-error a query only reads
  store.query((ctx) => ctx.table(TODOS).set('a', { text: 'x', tags: [] }));
  // @ts-expect-error the result is a number
  store.subscribe((ctx) => ctx.table(TODOS).scan().length, (count: string) => count);
  store.subscribeToTable(TODOS, (entries: readonly Entry<Todo>[], { changed }: TableChanges<Todo>) => [entries, changed[0]?.before.tags]);
  store.subscribeToTable((ctx) => ctx.privateOfUser(ctx.userId).table(TODOS), (entries) => entries[0]?.value.text);
  const live: { text: string | undefined } = { text: store.live((ctx: ReadContext) => ctx.table(TODOS).get('a')?.text).current() };
  const pending: readonly { readonly id: number | null; readonly mutator: string }[] = store.pending;
  // @ts-expect-error it is only to be read
  store.userId = 'bob';
  assert([texts, first, live, pending]);
}

/** A mutator is over when it returns. */
export function asynchronous(): void {
  const later = async (ctx: MutationContext, { id }: { id: string }): Promise<void> => ctx.table(TODOS).delete(id);
  // @ts-expect-error it is asynchronous
  new SyncedStore({ storeType: 'todo', instanceId: 'main', mutators: { ...mutators, later } });
  new SyncedStore({
    storeType: 'todo',
    instanceId: 'main',
    mutators: {
      // @ts-expect-error so is this one
      async addTodo(ctx: MutationContext, { id }: AddTodo): Promise<void> {
        ctx.table(TODOS).delete(id);
      },
      never: (ctx: MutationContext) => ctx.reject('never', 'The server alone can do that')
    }
  });
  // @ts-expect-error and this
  const all: Mutators = { later };
  assert(all);
}

test('what has the wrong type does not compile',
  () => assert.deepEqual(new Set([calls, generated, reads, asynchronous].map((each) => typeof each)), new Set(['function'])));
