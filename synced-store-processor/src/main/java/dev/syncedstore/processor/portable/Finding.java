package dev.syncedstore.processor.portable;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;

/**
 * Where a rule is broken.
 *
 * @param rule the rule
 * @param tree the place
 * @param unit the file that it is in
 * @param onServer whether only the server comes along
 */
record Finding(Rule rule, Tree tree, CompilationUnitTree unit, boolean onServer) {
}
