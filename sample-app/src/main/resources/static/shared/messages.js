// News for people, seen and heard. A page has an element `#messages` with role `log`, and one `#announcer` for what is only heard.
const SHOWN = 8000;

/**
 * Show a line for a while, or for as long as it takes to press its button.
 * @param action what the button says and does
 */
export function tell(text, action) {
  const line = document.createElement('p');
  const words = document.createElement('span');
  words.textContent = text;
  line.append(words);
  if (action) {
    const button = document.createElement('button');
    button.textContent = action.label;
    button.onclick = () => {
      line.remove();
      action.run();
    };
    line.append(button);
  } else {
    setTimeout(() => line.remove(), SHOWN);
  }
  document.querySelector('#messages').append(line);
}

/** Have a screen reader say something. */
export function announce(text) {
  const announcer = document.querySelector('#announcer');
  // The same words twice are news, too.
  announcer.textContent = announcer.textContent === text ? `${text}\u00a0` : text;
}
