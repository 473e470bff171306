package io.blackstart.verdict;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a concept found in the evidence, or why it found nothing. */
sealed interface Found<T> {
    /** It is in the evidence. */
    record Known<T>(T value) implements Found<T> {}

    /** The evidence does not show it. */
    record Unknown<T>(String why) implements Found<T> {}

    /** Goes on with what was found; without it the reason stays the reason. */
    default <R> Found<R> then(Function<T, Found<R>> next) {
        return switch (this) {
            case Known<T>(T value) -> next.apply(value);
            case Unknown<T>(String why) -> new Unknown<>(why);
        };
    }

    /** The value, if it is known and the reason does not matter. */
    default Optional<T> known() {
        return switch (this) {
            case Known<T>(T value) -> Optional.of(value);
            case Unknown<T> _ -> Optional.empty();
        };
    }

    /**
     * Asks one concept; when it throws, its answer is unknown and says so: a defect of the judge
     * never passes a budget and never hides the other findings.
     */
    static <T> Found<T> attempt(String concept, Supplier<Found<T>> question) {
        try {
            return question.get();
        } catch (RuntimeException defect) {
            return new Unknown<>("the judge failed at " + concept + ": " + defect);
        }
    }
}
