/**
 * The baseline: what a capable team writes by hand, a JPA transaction a mutation.
 */
@NullMarked
package dev.syncedstore.benchmarks.engine.jpa;

import org.jspecify.annotations.NullMarked;
