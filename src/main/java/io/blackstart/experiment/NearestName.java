package io.blackstart.experiment;

import org.apache.commons.text.similarity.LevenshteinDistance;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which known name a misspelt one was meant to be. */
final class NearestName {
    private NearestName() {}

    /** The known name with the fewest edits, if a third of the letters or less are wrong. */
    static Optional<String> to(String name, Collection<String> known) {
        return known.stream()
                .filter(candidate -> edits(name, candidate) <= Math.max(2, name.length() / 3))
                .filter(candidate -> edits(name, candidate) < candidate.length())
                .min(
                        Comparator.<String>comparingInt(candidate -> edits(name, candidate))
                                .thenComparing(Comparator.naturalOrder()));
    }

    private static int edits(String name, String candidate) {
        return LevenshteinDistance.getDefaultInstance()
                .apply(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
    }
}
