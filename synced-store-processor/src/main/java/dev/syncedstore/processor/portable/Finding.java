package dev.syncedstore.processor.portable;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;

/**
 * Where a rule is broken.
 *
 * @param rule the rule
 * @param tree the place
 * @param unit the file that it is in
 * @param line the line in the file
 * @param onServer whether only the server comes along
 */
record Finding(Rule rule, Tree tree, CompilationUnitTree unit, long line, boolean onServer) {

	boolean isAsGoodAs(Finding other) {
		return this.rule == other.rule && this.line == other.line && this.onServer == other.onServer;
	}

}
