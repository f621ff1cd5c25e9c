import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createElement } from 'react';
import { act, create, type ReactTestRenderer } from 'react-test-renderer';
import ts from 'typescript';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

/** An application with npm that has the package installed. */
const APPLICATION = resolve('target', 'npm-application');
const PACKAGE = join(APPLICATION, 'node_modules', '@synced-store', 'client');
/** What the server serves, once Maven has made it. */
const SERVED = resolve('target', 'classes', 'dev', 'syncedstore', 'client', 'js');

const FILES = ['store.ts', 'groceries.tsx'];

function compile(options: ts.CompilerOptions): string[] {
  const program = ts.createProgram(FILES.map((file) => join(APPLICATION, file)), {
    strict: true, skipDefaultLibCheck: true, target: ts.ScriptTarget.ES2022, jsx: ts.JsxEmit.ReactJSX, types: [], ...options
  });
  program.emit();
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

before(() => {
  rmSync(APPLICATION, { recursive: true, force: true });
  mkdirSync(dirname(PACKAGE), { recursive: true });
  mkdirSync(PACKAGE);
  const { config } = ts.readConfigFile('tsconfig.json', (path) => readFileSync(path, 'utf8')) as { config: { compilerOptions: object } };
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, resolve('.'));
  ts.createProgram(fileNames, { ...options, outDir: join(PACKAGE, 'dist') }).emit();
  writeFileSync(join(PACKAGE, 'package.json'), readFileSync('package.json'));
  for (const [name, from] of [['react', 'react'], ['@types', '@types']] as const) {
    symlinkSync(resolve('node_modules', from), join(APPLICATION, 'node_modules', name));
  }
  writeFileSync(join(APPLICATION, 'package.json'), '{"type": "module"}');
  FILES.forEach((file) => copyFileSync(resolve('src', 'test', 'npm-application', file), join(APPLICATION, file)));
});

test('an application that is strict compiles against the package, however it finds modules', () => {
  assert.deepEqual(compile({ module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler,
    exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, noEmit: true }), []);
  assert.deepEqual(compile({ module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext }), []);
});

test('such an application shows what it has, and what it adds', async () => {
  const load = (file: string): Promise<any> => import(pathToFileURL(join(APPLICATION, file)).href);
  const [{ store }, { Groceries }] = await Promise.all([load('store.js'), load('groceries.js')]);
  let page!: ReactTestRenderer;
  await act(async () => void (page = create(createElement(Groceries as () => null))));
  await act(async () => {
    await store.mutate.addItem({ id: 'a', text: 'Buy milk' });
  });
  const shown = JSON.stringify(page.toJSON());
  assert.match(shown, /"Buy milk".*"Offline",", ","1"," on the way"/);
  await act(async () => page.unmount());
  store.dispose();
});

test('the package has all that its exports name, with types and source maps', async () => {
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as { exports: Record<string, { types: string; default: string }> };
  for (const { types, default: script } of Object.values(exports)) {
    assert(existsSync(join(PACKAGE, types)), types);
    assert(existsSync(join(PACKAGE, `${script}.map`)), `${script}.map`);
    await import(pathToFileURL(join(PACKAGE, script)).href);
  }
  assert(existsSync(join(PACKAGE, 'dist', 'ticker.js')));
});

test('what the server serves has what the package has', { skip: existsSync(SERVED) ? false : 'Maven has not bundled it yet' }, async () => {
  for (const name of ['index.js', 'react.js']) {
    const [served, packaged] = await Promise.all([SERVED, join(PACKAGE, 'dist')].map((folder) =>
      import(pathToFileURL(join(folder, name)).href) as Promise<object>));
    assert.deepEqual(Object.keys(served!).sort(), Object.keys(packaged!).sort());
  }
  assert(existsSync(join(SERVED, 'ticker.js')));
});
