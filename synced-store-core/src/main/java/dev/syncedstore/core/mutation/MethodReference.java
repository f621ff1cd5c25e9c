package dev.syncedstore.core.mutation;

import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;

import dev.syncedstore.core.MutatorMethod;

/**
 * Names a method as class files do: class, method, descriptor.
 */
record MethodReference(String className, String methodName, String descriptor) {

	/** Made once for each place in the code that has a method reference. */
	private static final ClassValue<Resolver> RESOLVERS = new ClassValue<>() {

		@Override
		protected Resolver computeValue(Class<?> type) {
			return new Resolver();
		}

	};

	/**
	 * What a reference names that is written with a class and one of its methods, which
	 * it may have inherited.
	 */
	static MethodReference of(Class<?> type, Method method) {
		return new MethodReference(type.getName(), method.getName(),
				MethodType.methodType(method.getReturnType(), method.getParameterTypes()).toMethodDescriptorString());
	}

	static MethodReference of(MutatorMethod<?, ?> method) {
		return RESOLVERS.get(method.getClass()).resolve(method);
	}

	@Override
	public String toString() {
		return this.className + "::" + this.methodName;
	}

	/**
	 * Reads the name behind the references of one class, once. A reference that names a
	 * method of an unbound instance captures nothing, so the class decides the name.
	 */
	private static final class Resolver {

		private volatile MethodReference resolved = new MethodReference("", "", "");

		MethodReference resolve(MutatorMethod<?, ?> method) {
			MethodReference known = this.resolved;
			if (known.className.isEmpty()) {
				known = read(method);
				this.resolved = known;
			}
			return known;
		}

		private static MethodReference read(MutatorMethod<?, ?> method) {
			try {
				Method writeReplace = method.getClass().getDeclaredMethod("writeReplace");
				writeReplace.setAccessible(true);
				if (writeReplace.invoke(method) instanceof SerializedLambda lambda && lambda.getCapturedArgCount() == 0
						&& !lambda.getImplMethodName().startsWith("lambda$")) {
					return new MethodReference(receiver(method, lambda), lambda.getImplMethodName(),
							lambda.getImplMethodSignature());
				}
			}
			catch (ReflectiveOperationException | RuntimeException ex) {
				throw new IllegalArgumentException(explanation(method), ex);
			}
			throw new IllegalArgumentException(explanation(method));
		}

		/**
		 * The class that the reference is written with. The class that has the method may
		 * be one above it, which other classes inherit from, too.
		 */
		private static String receiver(MutatorMethod<?, ?> method, SerializedLambda lambda) {
			return MethodType
				.fromMethodDescriptorString(lambda.getInstantiatedMethodType(), method.getClass().getClassLoader())
				.parameterType(0)
				.getName();
		}

		private static String explanation(MutatorMethod<?, ?> method) {
			return method.getClass().getName() + " has no name to call the mutator by: pass a method reference such "
					+ "as TodoMutators::addTodo, not a lambda expression or an object";
		}

	}

}
