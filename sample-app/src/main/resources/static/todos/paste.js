// Lines that are pasted together become a todo each: by an action, which runs on the server and is there for everybody at
// once, or one by one where the server is away.
import { announce, tell } from '../shared/messages.js';

const MOST = 500;

export function pasteLines(input, store, add) {
  input.onpaste = (event) => {
    const lines = linesOf(event.clipboardData.getData('text/plain'));
    if (lines.length > 1) {
      event.preventDefault();
      addAll(lines, store, add);
    }
  };
}

async function addAll(lines, store, add) {
  const said = await addByServer(lines, store) ?? await addHere(lines, add);
  tell(said);
  announce(said);
}

async function addByServer(texts, store) {
  try {
    const { count } = await store.action.importTodos({ texts });
    return `${count} todos were added`;
  } catch (problem) {
    return problem.code === 'offline' ? undefined : problem.message;
  }
}

/** One after the other, since each goes behind the one before. */
async function addHere(lines, add) {
  for (const text of lines) {
    await add(text);
  }
  return `${lines.length} todos were added, and wait`;
}

function linesOf(text) {
  return text.split('\n').map((each) => each.trim().slice(0, MOST)).filter((each) => each).slice(0, MOST);
}
