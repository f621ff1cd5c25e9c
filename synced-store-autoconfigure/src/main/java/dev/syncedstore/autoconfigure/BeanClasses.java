package dev.syncedstore.autoconfigure;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;

import org.springframework.beans.factory.ListableBeanFactory;

/**
 * Finds the classes of beans, without making any.
 */
final class BeanClasses {

	private BeanClasses() {
	}

	static List<Class<?>> annotated(ListableBeanFactory beanFactory, Class<? extends Annotation> annotation) {
		List<Class<?>> result = new ArrayList<>();
		for (String name : beanFactory.getBeanNamesForAnnotation(annotation)) {
			Class<?> type = beanFactory.getType(name, false);
			if (type != null) {
				result.add(type);
			}
		}
		return result;
	}

}
