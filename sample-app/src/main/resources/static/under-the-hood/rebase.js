// A rebase, taken apart into steps that a person can follow. The store does them all at once.
import { count, numbers } from './dom.js';
import { short } from './differences.js';

const MOST = 5;

/** The steps of an observed rebase, each with what the picture shows then. */
export function stepsOf(rebase) {
  const { from, to, settled, replayed } = rebase;
  const before = [...settled, ...replayed];
  const base = from?.version ?? 0;
  const version = to?.version ?? 0;
  const left = (state) => replayed.map((each) => ({ ...each, state }));
  if (before.length === 0) {
    return [{ title: 'Apply', text: patchesOf(rebase), version, pending: [] }];
  }
  return [
    {
      title: 'Roll back', version: base, pending: before.map((each) => ({ ...each, state: 'lifted' })),
      text: `${numbers(before.map(({ id }) => id))} ${before.length === 1 ? 'is' : 'are'} lifted off: what is left is the base, v${base}.`
    },
    { title: 'Apply', version, pending: before.map((each) => ({ ...each, state: 'lifted' })), text: patchesOf(rebase) },
    {
      title: 'Settle', version,
      pending: [...settled.map((each) => ({ ...each, state: each.refusal ? 'refused' : 'done' })), ...left('lifted')],
      text: settled.length ? 'The base has these now, so they are no longer pending.' : 'Nothing of it was ours.',
      list: settled.map(({ id, mutator, refusal }) => refusal
        ? { state: 'refused', text: `#${id} ${mutator} was refused: ${refusal.message}` } : { state: 'done', text: `#${id} ${mutator} is confirmed` })
    },
    {
      title: 'Replay', version, pending: replayed.map((each) => ({ ...each, state: each.again ? 'again' : 'on' })),
      text: replayed.length ? 'What is left goes on top of the new base, in its order.' : 'Nothing is left to put back.',
      list: grouped(replayed)
    }
  ];
}

/** What comes out the same stands on one line. */
function grouped(replayed) {
  const groups = [];
  for (const { id, mutator, again, problem } of replayed) {
    const last = groups.at(-1);
    if (last && last.mutator === mutator && last.again === again && last.problem === problem) {
      last.ids.push(id);
    } else {
      groups.push({ ids: [id], mutator, again, problem });
    }
  }
  const lines = groups.slice(0, MOST).map(({ ids, mutator, again, problem }) => {
    const [name, one] = [`${numbers(ids)} ${mutator}`, ids.length === 1];
    return problem ? { state: 'refused', text: `${name} ${one ? 'has' : 'have'} no effect here any more (${problem}); the server decides` }
      : again ? { state: 'again', text: `${name} ${one ? 'runs' : 'run'} again: what ${one ? 'it' : 'they'} read has changed` }
        : { state: 'on', text: `${name} as before: nothing that ${one ? 'it' : 'they'} read has changed` };
  });
  return groups.length > MOST ? [...lines, { state: 'on', text: 'and more' }] : lines;
}

function patchesOf({ to, patches }) {
  if (!patches) {
    return `The whole space as it is at v${to?.version ?? 0}.`;
  }
  if (patches.length === 0) {
    return `Nothing in v${to?.version ?? 0} can be seen from here.`;
  }
  const keys = patches.slice(0, 2).map(({ key, value }) => `${value === undefined ? '−' : ''}${short(key)}`);
  const more = patches.length > keys.length ? ' …' : '';
  return `${count(patches.length, 'patch', 'patches')} ${patches.length === 1 ? 'leads' : 'lead'} to v${to?.version ?? 0}${keys.length ? `: ${keys.join(', ')}${more}` : ''}`;
}
