// Who is in a private list, and links that invite others. Anybody else sees nothing of the list.
import { randomUuid, USERS } from '/synced-store/client/index.js';
import { csrfHeaders } from '../session.js';
import { announce, tell } from '../shared/messages.js';

const INVITATIONS = { name: 'invitations' };
const WEEK = 7 * 24 * 3600 * 1000;
const ROLES = ['owner', 'admin', 'editor', 'viewer'];

/** Whoever has come by a link that invites is let in before the list is opened. */
export async function acceptInvitation(list) {
  const token = new URLSearchParams(location.search).get('invitation');
  if (!token) {
    return;
  }
  const answer = await fetch(`/invitations/${list}`, {
    method: 'POST', headers: await csrfHeaders(), body: new URLSearchParams({ token })
  }).catch(() => undefined);
  if (answer?.status === 401 || answer?.redirected) {
    location.assign(`/login?to=${encodeURIComponent(location.pathname + location.search)}`);
    await new Promise(() => undefined);
  }
  if (!answer?.ok) {
    tell(answer ? 'The invitation does not hold any more. Ask for another one.' : 'The server is away: open the link again later.');
  }
}

export function showMembers(store, mutate, panel) {
  const list = panel.querySelector('ul');
  const invitations = panel.querySelector('#invitations');
  panel.hidden = false;
  panel.querySelector('#invite').onsubmit = (event) => {
    event.preventDefault();
    const role = event.target.elements.role.value;
    mutate('invite', { token: randomUuid().replaceAll('-', ''), role, expires: Date.now() + WEEK });
    announce(`A link that invites as ${role} is in the list`);
  };
  store.subscribe((ctx) => ({
    me: ctx.userId,
    members: ctx.table(USERS).scan().filter(({ value }) => !value.removed).map(({ key, value }) => ({ user: key, role: value.role })),
    links: ctx.privateOfUser(ctx.userId).table(INVITATIONS).scan().map(({ key, value }) => ({ token: key, ...value }))
  }), ({ me, members, links }) => {
    // Who begins a list is its owner with the first thing that is done there.
    const role = members.length ? members.find(({ user }) => user === me)?.role : 'owner';
    const manages = role === 'owner' || role === 'admin';
    const focused = panel.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.id : undefined;
    panel.querySelector('#members-count').textContent = members.length ? members.map(({ user }) => user).join(', ') : 'nobody yet';
    list.replaceChildren(...members.map((member) => memberRow(member)));
    invitations.hidden = !manages;
    invitations.querySelector('ul').replaceChildren(...links.map((link) => linkRow(link)));
    if (focused) {
      // Whoever or whatever it was about may be gone.
      (panel.querySelector(`[data-id="${CSS.escape(focused)}"]`) ?? panel.querySelector('summary')).focus();
    }

    function memberRow({ user, role: held }) {
      const row = document.createElement('li');
      const name = document.createElement('span');
      name.textContent = user === me ? `${user} (you)` : user;
      const may = manages && (held !== 'owner' || role === 'owner');
      row.append(name, may ? roleChoice(user, held) : words(held));
      if (may || user === me) {
        row.append(button(user === me ? 'Leave' : 'Remove', `remove ${user}`, `${user === me ? 'Leave the list' : `Remove ${user}`}`,
          () => mutate('$removeUser', { user })));
      }
      return row;
    }

    function roleChoice(user, held) {
      const choice = document.createElement('select');
      choice.setAttribute('aria-label', `Role of ${user}`);
      choice.dataset.id = `role ${user}`;
      choice.append(...ROLES.filter((each) => role === 'owner' || each !== 'owner').map((each) => new Option(each, each, false, each === held)));
      choice.onchange = async () => {
        const chosen = choice.value;
        choice.value = held;
        await mutate('$setRole', { user, role: chosen });
      };
      return choice;
    }

    function linkRow({ token, role: given, expires }) {
      const row = document.createElement('li');
      const address = `${location.origin}${location.pathname}?invitation=${token}`;
      const link = document.createElement('input');
      link.readOnly = true;
      link.value = address;
      link.dataset.id = `link ${token}`;
      link.setAttribute('aria-label', `Link that invites as ${given}`);
      link.onfocus = () => link.select();
      row.append(link, words(`${given}, until ${new Date(expires).toLocaleDateString()}`),
        button('Copy', `copy ${token}`, 'Copy the link', async () => {
          await navigator.clipboard?.writeText(address).then(() => announce('Copied'), () => link.focus());
        }),
        button('Revoke', `revoke ${token}`, 'Revoke the link', () => mutate('revoke', { token })));
      return row;
    }
  });
}

function words(text) {
  const element = document.createElement('small');
  element.textContent = text;
  return element;
}

function button(label, id, description, run) {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = 'quiet';
  element.textContent = label;
  element.dataset.id = id;
  element.setAttribute('aria-label', description);
  element.onclick = run;
  return element;
}
