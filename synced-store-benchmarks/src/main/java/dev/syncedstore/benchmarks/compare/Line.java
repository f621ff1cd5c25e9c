package dev.syncedstore.benchmarks.compare;

/**
 * One line of the table.
 *
 * @param number of the table's section, by which lines are chosen
 * @param name what distinguishes it in its section, and its key among the figures
 * @param what was measured, in a sentence
 * @param baseline what it is compared with, in a sentence
 * @param unit of the absolute figures, such as {@code mutations/s} or {@code ms}
 * @param bound what must be
 */
public record Line(int number, String name, String what, String baseline, String unit, Bound bound) {
}
