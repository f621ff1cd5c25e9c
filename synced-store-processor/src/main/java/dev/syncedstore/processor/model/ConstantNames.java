package dev.syncedstore.processor.model;

import java.io.IOException;
import java.io.Reader;
import java.util.Objects;
import java.util.Properties;

import javax.annotation.processing.Filer;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.Elements;
import javax.tools.StandardLocation;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.Trees;
import org.jspecify.annotations.Nullable;

/**
 * The names that constants give to tables: what {@code "todos"} is in
 * {@code Table.of("todos", Todo.class)}. They stand in the source alone. For a class of
 * another module they are in a file that this processor has left there.
 */
final class ConstantNames {

	private static final String FOLDER = "META-INF/synced-store/constants/";

	private static final String SEPARATOR = "/";

	private final Elements elements;

	private final @Nullable Trees trees;

	private final Filer filer;

	ConstantNames(Elements elements, @Nullable Trees trees, Filer filer) {
		this.elements = elements;
		this.trees = trees;
		this.filer = filer;
	}

	/** Where the file of a class is. */
	static String fileOf(String binaryName) {
		return FOLDER + binaryName + ".properties";
	}

	/**
	 * The texts that a constant was made of.
	 * @param field a constant of type {@code Table} or {@code Singleton}
	 * @param count how many texts there are
	 * @return the texts
	 */
	String[] of(VariableElement field, int count) {
		VariableTree tree = (this.trees != null) ? (VariableTree) this.trees.getTree(field) : null;
		return (tree != null) ? fromSource(field, tree, count) : fromFile(field, count);
	}

	static String written(String[] names) {
		return String.join(SEPARATOR, names);
	}

	private String[] fromSource(VariableElement field, VariableTree tree, int count) {
		ConstantTexts texts = new ConstantTexts(this.elements, Objects.requireNonNull(this.trees), declaring(field),
				field);
		String[] names = new String[count];
		ExpressionTree initializer = tree.getInitializer();
		if (initializer instanceof MethodInvocationTree call && call.getArguments().size() == count + 1) {
			for (int i = 0; i < count; i++) {
				String name = texts.valueOf(call.getArguments().get(i));
				if (name == null) {
					throw unreadable(field);
				}
				names[i] = name;
			}
			return names;
		}
		throw unreadable(field);
	}

	private String[] fromFile(VariableElement field, int count) {
		String file = fileOf(this.elements.getBinaryName(declaring(field)).toString());
		Properties properties = new Properties();
		try (Reader in = this.filer.getResource(StandardLocation.CLASS_PATH, "", file).openReader(true)) {
			properties.load(in);
		}
		catch (IOException ex) {
			throw new ModelException(field, "The name that " + field.getEnclosingElement() + "." + field.getSimpleName()
					+ " gives to its table stands in the "
					+ "source of another module: compile that module with synced-store-processor, too, which leaves it in "
					+ file);
		}
		String written = properties.getProperty(field.getSimpleName().toString());
		if (written == null) {
			throw new ModelException(field, describe(field) + " is not in " + file + ": compile its module again");
		}
		return (count > 1) ? written.split(SEPARATOR, count) : new String[] { written };
	}

	private static TypeElement declaring(VariableElement field) {
		return (TypeElement) Objects.requireNonNull(field.getEnclosingElement());
	}

	private static ModelException unreadable(VariableElement field) {
		return new ModelException(field, describe(field) + " is made in a way that can't be read here: write "
				+ "Table.of(\"name\", Value.class) or Singleton.of(\"table\", \"key\", Value.class), with texts or constants");
	}

	private static String describe(VariableElement field) {
		return "The constant " + field.getEnclosingElement() + "." + field.getSimpleName();
	}

}
