// Runs compiled mutators as the browser client does, and writes what they changed in one way for both sides. Called with the
// name of a function and what it is given, lists of lists of texts as JSON, as which it answers, too.
(mutators, { Entries, MutationRunner }) => {
  globalThis.TextEncoder ??= class {
    encode(text) {
      return { length: unescape(encodeURIComponent(text)).length };
    }
  };
  const runner = new MutationRunner(mutators);

  // Members in the order of their names, for order has no meaning; and no sign of zero, which JSON doesn't keep in JavaScript.
  const inOrder = (value) => Array.isArray(value) ? value.map(inOrder)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.keys(value).sort().map((name) => [name, inOrder(value[name])])) : value;
  const written = (changes) => JSON.stringify(changes.map(({ key, value }) => [key, value === undefined ? null : inOrder(value)])
    .sort(([one], [two]) => (one < two ? -1 : 1)));
  const changesOf = (keysAndValues) => keysAndValues.filter((_, i) => i % 2 === 0).map((key, i) =>
    ({ key, value: keysAndValues[2 * i + 1] === '' ? undefined : JSON.parse(keysAndValues[2 * i + 1]) }));

  const WRONG = [null, '', ' ', 'x', '\u3000', 0, -1, 1.5, 1e6, 9007199254740991, true, [], {}, ['x'], [null], { type: 'x' }, 'é😀', '2026-02-30',
    'x'.repeat(300), 'half \ud83d', '\0'];
  const places = (value, path = []) => typeof value !== 'object' || value === null ? []
    : Object.keys(value).flatMap((name) => [[...path, name], ...places(value[name], [...path, name])]);

  const spoil = (args, where, how) => {
    const all = places(args);
    if (all.length === 0) {
      return how % 2 === 0 ? null : [];
    }
    const path = all[where % all.length];
    const last = path.pop();
    const holder = path.reduce((value, name) => value[name], args);
    const wrong = how % (WRONG.length + 1);
    if (wrong < WRONG.length) {
      holder[last] = JSON.parse(JSON.stringify(WRONG[wrong]));
    } else if (Array.isArray(holder)) {
      holder.splice(Number(last), 1);
    } else {
      delete holder[last];
    }
    return args;
  };
  // Some twice, for of two mistakes both sides should tell the same.
  const spoiled = (text, where, how) => {
    const once = spoil(JSON.parse(text), where, how);
    return JSON.stringify(where % 3 === 0 ? spoil(once, where + how, where + 7) : once);
  };

  const run = (entries, name, args, user) => {
    try {
      const { changes } = runner.run({ name, args: JSON.parse(args) }, entries, user);
      changes.forEach((each) => entries.put(each));
      return ['applied', '', written(changes)];
    } catch (problem) {
      return typeof problem.code === 'string' ? ['rejected', problem.code, String(problem.message)] : ['failed', '', String(problem)];
    }
  };

  const functions = {
    names: () => [Object.keys(mutators).filter((name) => typeof mutators[name] === 'function')],
    spoiled: (calls) => [calls.map(([args, where, how]) => spoiled(args, Number(where), Number(how)))],
    run(calls) {
      const entries = new Entries();
      return calls.map(([name, args, user, ...changes]) => [...run(entries, name, args, user), written(changesOf(changes))]);
    }
  };
  return (name, calls) => JSON.stringify(functions[name](JSON.parse(calls)));
}
