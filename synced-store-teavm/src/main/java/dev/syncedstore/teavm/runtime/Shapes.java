package dev.syncedstore.teavm.runtime;

import java.util.UUID;

import dev.syncedstore.core.Limits;
import org.teavm.jso.JSObject;

/**
 * The shapes of values that hold no others.
 */
public final class Shapes {

	/** A text. */
	public static Shape text() {
		return new TextShape();
	}

	/** True or false. */
	public static Shape flag() {
		return new FlagShape();
	}

	/** A finite double. */
	public static Shape number() {
		return new DoubleShape();
	}

	/** An int. */
	public static Shape ofInt() {
		return new IntegerShape(Integer.MIN_VALUE, Integer.MAX_VALUE, "-2147483648 to 2147483647",
				(value) -> (int) value);
	}

	/** A long, as far as JavaScript can represent it. */
	public static Shape ofLong() {
		return new IntegerShape(-Limits.MAX_INTEGER, Limits.MAX_INTEGER, "-9007199254740991 to 9007199254740991",
				(value) -> value);
	}

	/** A short. */
	public static Shape ofShort() {
		return new IntegerShape(Short.MIN_VALUE, Short.MAX_VALUE, "-32768 to 32767", (value) -> (short) value);
	}

	/** A byte. */
	public static Shape ofByte() {
		return new IntegerShape(Byte.MIN_VALUE, Byte.MAX_VALUE, "-128 to 127", (value) -> (byte) value);
	}

	/** A UUID. */
	public static Shape uuid() {
		return new UuidShape();
	}

	private Shapes() {
	}

	private static final class TextShape implements Shape {

		@Override
		public Object read(JSObject value, Place place) {
			return Kinds.text(value, place);
		}

		@Override
		public JSObject write(Object value, Place place) {
			return Js.ofText(Kinds.checked((String) value, place));
		}

	}

	private static final class FlagShape implements Shape {

		@Override
		public Object read(JSObject value, Place place) {
			Kinds.expect(Js.FLAG, "true or false", value, place);
			return Js.flag(value);
		}

		@Override
		public JSObject write(Object value, Place place) {
			return Js.ofFlag((Boolean) value);
		}

	}

	private static final class DoubleShape implements Shape {

		@Override
		public Object read(JSObject value, Place place) {
			Kinds.expect(Js.NUMBER, "a number", value, place);
			return Js.number(value);
		}

		@Override
		public JSObject write(Object value, Place place) {
			double number = (Double) value;
			if (!Js.isFinite(number)) {
				throw place.problem("must be a finite number");
			}
			return Js.ofNumber(number);
		}

	}

	private record IntegerShape(double min, double max, String range, LongBox box) implements Shape {

		@Override
		public Object read(JSObject value, Place place) {
			Kinds.expect(Js.NUMBER, "an integer", value, place);
			double number = Js.number(value);
			if (!Js.isInteger(number)) {
				throw place.problem("must be an integer, but has a fraction or an exponent");
			}
			if (number < this.min || number > this.max) {
				throw place.problem("must be an integer from " + this.range);
			}
			return this.box.of((long) number);
		}

		@Override
		public JSObject write(Object value, Place place) {
			long number = ((Number) value).longValue();
			if (number > Limits.MAX_INTEGER || number < -Limits.MAX_INTEGER) {
				throw place.problem("must be an integer from " + this.range);
			}
			return Js.ofNumber(number);
		}

	}

	private interface LongBox {

		Object of(long value);

	}

	private static final class UuidShape implements Shape {

		private final JSObject pattern = Js.pattern("^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$", "");

		private static final String FORM = "must be a UUID, such as 0190f3b2-7c1e-4d5a-9f00-2b6c8e1a4d37";

		@Override
		public Object read(JSObject value, Place place) {
			String text = Kinds.text(value, place);
			if (Js.search(text, this.pattern) < 0) {
				throw place.problem(FORM);
			}
			return UUID.fromString(text);
		}

		@Override
		public JSObject write(Object value, Place place) {
			return Js.ofText(((UUID) value).toString());
		}

	}

}
