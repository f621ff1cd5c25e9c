// Runs compiled mutators as the browser client does, and writes what they changed in one way for both sides.
(mutators, { Entries, MutationRunner }) => {
  globalThis.TextEncoder ??= class {
    encode(text) {
      return { length: unescape(encodeURIComponent(text)).length };
    }
  };
  const runner = new MutationRunner(mutators);
  let entries = new Entries();

  // Members in the order of their names, for order has no meaning; and no sign of zero, which JSON doesn't keep in JavaScript.
  const inOrder = (value) => Array.isArray(value) ? value.map(inOrder)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.keys(value).sort().map((name) => [name, inOrder(value[name])])) : value;
  const written = (changes) => JSON.stringify(changes.map(({ key, value }) => [key, value === undefined ? null : inOrder(value)])
    .sort(([one], [two]) => (one < two ? -1 : 1)));

  const WRONG = [null, '', ' ', 'x', '\u3000', 0, -1, 1.5, 1e6, 9007199254740991, true, [], {}, ['x'], [null], { type: 'x' }, 'é😀', '2026-02-30',
    'x'.repeat(300), 'lone' + 'ly'.repeat(200)];
  const places = (value, path = []) => typeof value !== 'object' || value === null ? []
    : Object.keys(value).flatMap((name) => [[...path, name], ...places(value[name], [...path, name])]);

  return {
    has: (name) => typeof mutators[name] === 'function',
    begin() {
      entries = new Entries();
    },
    run(name, args, user) {
      try {
        const { changes } = runner.run({ name, args: JSON.parse(args) }, entries, user);
        changes.forEach((each) => entries.put(each));
        return ['applied', '', written(changes)];
      } catch (problem) {
        return typeof problem.code === 'string' ? ['rejected', problem.code, problem.message] : ['failed', '', String(problem)];
      }
    },
    written: (...keysAndValues) => written(keysAndValues.filter((_, i) => i % 2 === 0).map((key, i) =>
      ({ key, value: keysAndValues[2 * i + 1] === '' ? undefined : JSON.parse(keysAndValues[2 * i + 1]) }))),
    spoiled(text, where, how) {
      const args = JSON.parse(text);
      const all = places(args);
      if (all.length === 0) {
        return how % 2 === 0 ? 'null' : '[]';
      }
      const path = all[where % all.length];
      const last = path.pop();
      const holder = path.reduce((value, name) => value[name], args);
      const wrong = how % (WRONG.length + 1);
      if (wrong < WRONG.length) {
        holder[last] = WRONG[wrong];
      } else if (Array.isArray(holder)) {
        holder.splice(Number(last), 1);
      } else {
        delete holder[last];
      }
      return JSON.stringify(args);
    }
  };
}
