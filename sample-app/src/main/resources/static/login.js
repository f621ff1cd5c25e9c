// Sends the form with the token that shows that it came from this page, and goes where the user wanted to.
import { csrfHeaders, finishSigningOut, rememberUser } from './session.js';

const form = document.querySelector('#login');
const problem = document.querySelector('#problem');
const parameters = new URLSearchParams(location.search);

async function signIn() {
  let response;
  try {
    response = await fetch('/login', { method: 'POST', headers: await csrfHeaders(), body: new URLSearchParams(new FormData(form)) });
  } catch {
    say('The server can’t be reached at the moment. Try again in a while.');
    return;
  }
  if (new URL(response.url).pathname === '/login') {
    say('Name and password don’t fit together.');
    form.password.select();
  } else {
    rememberUser(form.username.value);
    location.assign(wanted() ?? response.url);
  }
}

/** Where the user wanted to go, if that is a page of ours. */
function wanted() {
  const address = parameters.has('to') ? new URL(parameters.get('to'), location.origin) : undefined;
  return address?.origin === location.origin ? address.href : undefined;
}

function say(text) {
  problem.textContent = text;
  problem.hidden = false;
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  signIn();
});

document.querySelectorAll('#demo button').forEach((button) => button.addEventListener('click', () => {
  form.username.value = form.password.value = button.textContent;
  signIn();
}));

// Whoever signed out while the server was away is to be signed out before anybody else signs in.
await finishSigningOut();

// Only now a click does something.
form.querySelector('fieldset').disabled = false;
form.username.focus();
