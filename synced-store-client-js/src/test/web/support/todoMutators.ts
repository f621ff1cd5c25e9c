import { type MutationContext, table } from '../../../main/web/index.js';

export interface Todo {
  readonly text: string;
  readonly completed: boolean;
  readonly position?: string | null;
}

export const TODOS = table<Todo>('todos');
export const NOTES = table<{ readonly text: string }>('notes');

function change(ctx: MutationContext, id: string, fields: Partial<Todo>): void {
  const todo = ctx.table(TODOS).get(id);
  if (!todo) {
    ctx.reject('todo_not_found', `There is no todo ${id}`);
  }
  ctx.table(TODOS).set(id, { ...todo, ...fields });
}

/** The mutators of the sample, as scenarios know them. */
export const todoMutators = {
  addTodo(ctx: MutationContext, { id, ...todo }: { id: string } & Todo): void {
    ctx.table(TODOS).set(id, todo);
  },
  editTodo(ctx: MutationContext, { id, text }: { id: string; text: string }): void {
    change(ctx, id, { text });
  },
  setCompleted(ctx: MutationContext, { id, completed }: { id: string; completed: boolean }): void {
    change(ctx, id, { completed });
  },
  moveTodo(ctx: MutationContext, { id, position }: { id: string; position: string }): void {
    change(ctx, id, { position });
  },
  removeTodo(ctx: MutationContext, { id }: { id: string }): void {
    ctx.table(TODOS).delete(id);
  },
  setNote(ctx: MutationContext, { text }: { text: string }): void {
    ctx.privateOfUser(ctx.userId).table(NOTES).set('mine', { text });
  }
};
