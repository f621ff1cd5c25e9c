// Sends the form with the token that shows that it came from this page, and goes where the server leads.
import { csrfToken, rememberUser } from './session.js';

const form = document.querySelector('#login');

async function signIn() {
  const response = await fetch('/login', { method: 'POST', headers: { 'X-XSRF-TOKEN': csrfToken() }, body: new URLSearchParams(new FormData(form)) });
  if (!response.url.includes('/login')) {
    rememberUser(form.username.value);
  }
  location.assign(response.url);
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  signIn();
});

document.querySelectorAll('#demo button').forEach((button) => button.addEventListener('click', () => {
  form.username.value = form.password.value = button.textContent;
  signIn();
}));

document.querySelector('#problem').hidden = !new URLSearchParams(location.search).has('error');

// Only now a click does something.
form.querySelector('fieldset').disabled = false;
form.username.focus();
