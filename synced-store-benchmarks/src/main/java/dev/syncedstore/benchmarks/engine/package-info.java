/**
 * What the engine makes of many callers, in one process with them: the production engine,
 * as Spring Boot puts it together, against one JPA transaction a mutation on the same
 * tables. JMH runs the callers, a slice at a time, all of them until the last one is
 * through; which side's turn it is, is for the comparison to say, so there are no forks
 * and no warm-up of JMH's. Where there are no callers but one long piece of work, JMH has
 * nothing to add and a clock does.
 */
@NullMarked
package dev.syncedstore.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
