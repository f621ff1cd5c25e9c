package dev.syncedstore.processor.kitchen;

import java.util.Optional;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;

/**
 * A figure, see {@link Circle} and {@link #toString its text}.
 */
public sealed interface Figure permits Figure.Circle, Figure.Angular {

	/**
	 * One with corners.
	 */
	sealed interface Angular extends Figure {

	}

	/**
	 * A circle.
	 *
	 * @param radius how large it is
	 */
	record Circle(@Positive double radius) implements Figure {
	}

	/**
	 * A square.
	 */
	record Square(double side, Optional<@Valid Figure> within) implements Angular {
	}

	/**
	 * A point.
	 */
	record Point() implements Angular {
	}

}
