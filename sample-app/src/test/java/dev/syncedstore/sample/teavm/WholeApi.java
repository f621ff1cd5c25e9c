package dev.syncedstore.sample.teavm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.sample.battleship.BattleshipMutators;
import org.teavm.dependency.AbstractDependencyListener;
import org.teavm.dependency.DependencyAgent;
import org.teavm.dependency.MethodDependency;
import org.teavm.model.ClassReader;
import org.teavm.model.ElementModifier;
import org.teavm.model.MethodReader;
import org.teavm.model.ValueType;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/**
 * Makes TeaVM compile every method of core's API package, and not only what the mutators
 * happen to call; and every method of the game, which no test calls in the browser. TeaVM
 * finds it as a service.
 */
public final class WholeApi implements TeaVMPlugin {

	@Override
	public void install(TeaVMHost host) {
		host.add(new AbstractDependencyListener() {

			@Override
			public void started(DependencyAgent agent) {
				classes().forEach((name) -> use(agent, agent.getClassSource().get(name)));
			}

		});
	}

	private static void use(DependencyAgent agent, ClassReader type) {
		for (MethodReader method : type.getMethods()) {
			if (!method.hasModifier(ElementModifier.ABSTRACT)) {
				MethodDependency dependency = agent.linkMethod(method.getReference());
				dependency.propagateClass(0, type.getName());
				for (int i = 0; i < method.parameterCount(); i++) {
					if (method.parameterType(i) instanceof ValueType.Object parameter) {
						dependency.propagateClass(i + 1, parameter.getClassName());
					}
				}
				dependency.use();
			}
		}
	}

	static List<String> classes() {
		return Stream.of(MutationContext.class, BattleshipMutators.class)
			.flatMap((type) -> besides(type).stream())
			.toList();
	}

	private static List<String> besides(Class<?> type) {
		String folder = type.getPackageName().replace('.', '/');
		try {
			Path location = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
			if (Files.isDirectory(location)) {
				return classes(location.resolve(folder), type.getPackage());
			}
			try (FileSystem jar = FileSystems.newFileSystem(location)) {
				return classes(jar.getPath(folder), type.getPackage());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<String> classes(Path folder, Package owner) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith(".class") && !name.equals("package-info.class"))
				.map((name) -> owner.getName() + "." + name.substring(0, name.length() - ".class".length()))
				.sorted()
				.toList();
		}
	}

}
