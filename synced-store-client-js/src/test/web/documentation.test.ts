import assert from 'node:assert/strict';
import { test } from 'node:test';
import ts from 'typescript';

const ENTRIES = ['src/main/web/index.ts', 'src/main/web/react.js'];

const program = ts.createProgram(ENTRIES, {
  allowJs: true, noEmit: true, strict: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext, types: []
});
const checker = program.getTypeChecker();

function isDocumented(symbol: ts.Symbol): boolean {
  return symbol.getDocumentationComment(checker).length > 0;
}

/** The members that users of a class or an interface see, as far as it is ours. */
function members(symbol: ts.Symbol): ts.Symbol[] {
  const own = symbol.declarations?.some((each) => ts.isClassDeclaration(each) || ts.isInterfaceDeclaration(each));
  return own ? checker.getDeclaredTypeOfSymbol(symbol).getProperties().filter((member) => member.declarations?.every((each) =>
    each.getSourceFile().fileName.includes('src/main/web') && !(ts.getCombinedModifierFlags(each) & ts.ModifierFlags.Private))) : [];
}

test('everything that is public says what it is', () => {
  const silent: string[] = [];
  for (const entry of ENTRIES) {
    for (const exported of checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(entry)!)!)) {
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      silent.push(...[symbol, ...members(symbol)].filter((each) => !each.name.startsWith('__@') && !isDocumented(each))
        .map((each) => each === symbol ? exported.name : `${exported.name}.${each.name}`));
    }
  }
  assert.deepEqual(silent, []);
});
