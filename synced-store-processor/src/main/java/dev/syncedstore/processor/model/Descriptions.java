package dev.syncedstore.processor.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.util.Elements;

import org.jspecify.annotations.Nullable;

/**
 * What people wrote about an element: {@code @Description} or, where the source is at
 * hand, the first paragraph of its documentation.
 */
final class Descriptions {

	private static final Pattern INLINE_TAG = Pattern.compile("\\{@(\\w+)\\s+([^{}]*)}");

	private static final Pattern HTML_TAG = Pattern.compile("</?[a-zA-Z][^>]*>");

	private static final Pattern BLOCK_TAG = Pattern.compile("(?m)^\\s*@");

	private final Elements elements;

	private final Annotations annotations;

	Descriptions(Elements elements, Annotations annotations) {
		this.elements = elements;
		this.annotations = annotations;
	}

	String of(Element element) {
		String described = described(element);
		if (!described.isEmpty()) {
			return described;
		}
		String comment = this.elements.getDocComment(element);
		return (comment != null) ? firstParagraph(BLOCK_TAG.split(comment, 2)[0]) : "";
	}

	/** Of what belongs to a record, which says it in its own documentation. */
	String ofComponent(Element record, Element component, Element field) {
		String described = described(component);
		if (described.isEmpty()) {
			described = described(field);
		}
		return described.isEmpty() ? parameter(this.elements.getDocComment(record), component) : described;
	}

	private String described(AnnotatedConstruct element) {
		AnnotationMirror annotation = Annotations.find(element, Annotations.DESCRIPTION);
		return (annotation != null) ? this.annotations.text(annotation, "value") : "";
	}

	private static String parameter(@Nullable String comment, Element component) {
		if (comment != null) {
			for (String block : BLOCK_TAG.split(comment)) {
				String start = "param " + component.getSimpleName();
				if (block.startsWith(start) && block.length() > start.length()
						&& Character.isWhitespace(block.charAt(start.length()))) {
					return firstParagraph(block.substring(start.length()));
				}
			}
		}
		return "";
	}

	private static String firstParagraph(String comment) {
		String text = comment.split("<p>|<pre|<ul>", 2)[0];
		Matcher tag = INLINE_TAG.matcher(text);
		text = tag.replaceAll((match) -> Matcher.quoteReplacement(label(match.group(1), match.group(2).strip())));
		text = HTML_TAG.matcher(text).replaceAll("");
		text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&#64;", "@").replace("&amp;", "&");
		return text.strip().replaceAll("\\s+", " ");
	}

	/** The text of a tag: of a link its label, or what it leads to. */
	private static String label(String tag, String text) {
		if (!tag.startsWith("link")) {
			return text;
		}
		int space = text.indexOf(' ');
		return (space >= 0) ? text.substring(space + 1).strip() : text.replaceFirst("^#", "").replace('#', '.');
	}

}
