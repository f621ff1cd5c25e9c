package dev.syncedstore.sample.cli.show;

import dev.syncedstore.sample.todo.Todo;

/**
 * One todo as it is shown.
 *
 * @param number its place in the list, counted from 1
 * @param id its id
 * @param todo the todo
 * @param waiting whether something of it has not been sent yet
 */
public record TodoRow(int number, String id, Todo todo, boolean waiting) {
}
