// The twins of TodoMutators.java: the same rules, run here at once and on the server for good.
import { TODOS, NOTES, CLAIMS } from '/shared/generated/todo.js';

export { TODOS, NOTES, CLAIMS };

function checkText(ctx, text) {
  if (!text.trim() || text.length > 500) {
    ctx.reject('invalid_args', 'A todo has 1 to 500 characters');
  }
}

function change(ctx, id, fields) {
  const todo = ctx.table(TODOS).get(id) ?? ctx.reject('todo_not_found', 'This todo is not there any more');
  ctx.table(TODOS).set(id, { ...todo, ...fields });
}

/** @type {import('/shared/generated/todo.js').TodoMutators} */
export const mutators = {
  addTodo(ctx, { id, text, completed, position }) {
    checkText(ctx, text);
    ctx.table(TODOS).set(id, { text, completed, position });
  },

  editTodo(ctx, { id, text }) {
    checkText(ctx, text);
    change(ctx, id, { text });
  },

  setCompleted(ctx, { id, completed }) {
    change(ctx, id, { completed });
  },

  moveTodo(ctx, { id, position }) {
    change(ctx, id, { position });
  },

  removeTodo(ctx, { id }) {
    ctx.table(TODOS).delete(id);
  },

  // How many there are only the server knows.
  claim(ctx, { prizeId }) {
    const key = `${prizeId}/${ctx.userId}`;
    if (ctx.table(CLAIMS).has(key)) {
      ctx.reject('claimed_already', 'You have one already');
    }
    ctx.table(CLAIMS).set(key, { user: ctx.userId });
  },

  setNote(ctx, { text }) {
    ctx.privateOfUser(ctx.userId).table(NOTES).set('mine', { text });
  }
};
