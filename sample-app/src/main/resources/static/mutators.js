// The twins of TodoMutators.java: the same rules, run here at once and on the server for good.
// A context has userId, get(key), set(key, value) and delete(key), and keeps nothing of a run that throws.

export class Rejection extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

function checkText(text) {
  if (!text.trim() || text.length > 500) {
    throw new Rejection('invalid_args', 'A todo has 1 to 500 characters');
  }
}

function change(ctx, id, fields) {
  const todo = ctx.get(`todos/${id}`);
  if (!todo) {
    throw new Rejection('todo_not_found', 'This todo is not there any more');
  }
  ctx.set(`todos/${id}`, { ...todo, ...fields });
}

export const mutators = {
  addTodo(ctx, { id, text, completed, position }) {
    checkText(text);
    ctx.set(`todos/${id}`, { text, completed, position });
  },

  editTodo(ctx, { id, text }) {
    checkText(text);
    change(ctx, id, { text });
  },

  setCompleted(ctx, { id, completed }) {
    change(ctx, id, { completed });
  },

  moveTodo(ctx, { id, position }) {
    change(ctx, id, { position });
  },

  removeTodo(ctx, { id }) {
    ctx.delete(`todos/${id}`);
  },

  // How many there are only the server knows.
  claim(ctx, { prizeId }) {
    const key = `claims/${prizeId}/${ctx.userId}`;
    if (ctx.get(key)) {
      throw new Rejection('claimed_already', 'You have one already');
    }
    ctx.set(key, { user: ctx.userId });
  },

  setNote(ctx, { text }) {
    ctx.set(`$$pu/${ctx.userId}/notes/mine`, { text });
  }
};
