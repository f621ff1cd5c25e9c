// What the server has refused stays in sight, with its reason and what was written, until somebody has dealt with it.
import { announce } from '../shared/messages.js';

const DEEDS = { addTodo: 'was not added', editTodo: 'was not changed to this', setCompleted: 'could not be ticked off', moveTodo: 'could not be moved', removeTodo: 'could not be removed' };

export class Refused {
  #list;
  #again;

  /** @param again adds a todo with a text once more */
  constructor(list, again) {
    this.#list = list;
    this.#again = again;
  }

  /** @param subject the text of the todo that it was about */
  add({ mutator, message }, subject) {
    const row = document.createElement('li');
    const words = document.createElement('p');
    const text = document.createElement('b');
    text.textContent = subject;
    const reason = document.createElement('span');
    reason.textContent = `${DEEDS[mutator] ?? 'was refused'}: ${message}`;
    words.append(text, ' ', reason);
    row.append(words);
    if (mutator === 'addTodo' || mutator === 'editTodo') {
      row.append(this.#button('Add it again', row, () => this.#again(subject)));
    }
    row.append(this.#button('Dismiss', row, () => undefined));
    this.#list.append(row);
    announce(`Refused: ${subject} ${reason.textContent}`);
  }

  #button(label, row, run) {
    const button = document.createElement('button');
    button.className = 'quiet';
    button.textContent = label;
    button.onclick = () => {
      const next = row.nextElementSibling?.querySelector('button') ?? document.querySelector('#add input');
      row.remove();
      run();
      next.focus();
    };
    return button;
  }
}
