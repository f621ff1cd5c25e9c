package dev.syncedstore.test.elsewhere;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.ClassWriter;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;

/**
 * An application's classes as another machine has them: loaded once more, so that static
 * state and the hash codes of enums are others, with clocks that show other times, in
 * another language, and with hash tables that are iterated in the opposite order. A
 * mutator that does the same there as here does the same everywhere.
 */
public final class OtherMachine extends ClassLoader {

	private final @Nullable URL application;

	/** What both machines have in common. */
	private final Set<String> common = new HashSet<>();

	private OtherMachine(Class<?> application, Collection<Class<?>> ports) {
		super(application.getClassLoader());
		this.application = source(application);
		for (Class<?> port : ports) {
			this.common.add(port.getName());
			for (Method method : port.getMethods()) {
				this.common.add(method.getReturnType().getName());
				Arrays.stream(method.getParameterTypes()).map(Class::getName).forEach(this.common::add);
			}
		}
	}

	/**
	 * Make instances of mutators there.
	 * @param here the instances here
	 * @param ports what they call on the server, which is the same there
	 * @return instances there, or {@code null} if some can't be made without parameters
	 */
	public static @Nullable List<Object> instances(Collection<?> here, Collection<Class<?>> ports) {
		List<Object> there = new ArrayList<>();
		OtherMachine machine = null;
		for (Object instance : here) {
			Class<?> type = instance.getClass();
			machine = (machine != null) ? machine : new OtherMachine(type, ports);
			try {
				Constructor<?> constructor = machine.loadClass(type.getName()).getDeclaredConstructor();
				constructor.setAccessible(true);
				there.add(constructor.newInstance());
			}
			catch (ReflectiveOperationException | LinkageError ex) {
				return null;
			}
		}
		return there;
	}

	@Override
	protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
		synchronized (getClassLoadingLock(name)) {
			Class<?> loaded = findLoadedClass(name);
			if (loaded == null) {
				Class<?> here = Class.forName(name, false, getParent());
				loaded = (isOfApplication(here) && !this.common.contains(name)) ? define(here) : here;
			}
			return loaded;
		}
	}

	private boolean isOfApplication(Class<?> type) {
		URL source = source(type);
		return source != null && this.application != null && source.toString().equals(this.application.toString());
	}

	private Class<?> define(Class<?> here) throws ClassNotFoundException {
		try (InputStream in = getParent().getResourceAsStream(here.getName().replace('.', '/') + ".class")) {
			if (in == null) {
				throw new ClassNotFoundException(here.getName());
			}
			byte[] bytes = elsewhere(in.readAllBytes());
			return defineClass(here.getName(), bytes, 0, bytes.length, here.getProtectionDomain());
		}
		catch (IOException ex) {
			throw new ClassNotFoundException(here.getName(), ex);
		}
	}

	private static byte[] elsewhere(byte[] bytes) {
		ClassReader reader = new ClassReader(bytes);
		ClassWriter writer = new ClassWriter(reader, 0);
		reader.accept(new ClassVisitor(Opcodes.ASM9, writer) {

			@Override
			public MethodVisitor visitMethod(int access, String name, String descriptor, @Nullable String signature,
					String @Nullable [] exceptions) {
				return new CodeElsewhere(super.visitMethod(access, name, descriptor, signature, exceptions));
			}

		}, 0);
		return writer.toByteArray();
	}

	private static @Nullable URL source(Class<?> type) {
		CodeSource source = type.getProtectionDomain().getCodeSource();
		return (source != null) ? source.getLocation() : null;
	}

}
