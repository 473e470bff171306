package io.blackstart.experiment;

import org.apache.commons.text.similarity.LevenshteinDistance;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which known name a misspelt one was meant to be. */
final class NearestName {
    private NearestName() {}

    /**
     * The known name with the fewest edits, if few enough of the letters are wrong; else one that
     * begins with the name.
     */
    static Optional<String> to(String name, Collection<String> known) {
        return misspelt(name, known)
                .or(() ->
                        known.stream()
                                .filter(candidate -> name.length() > 2)
                                .filter(candidate -> candidate.startsWith(name))
                                .sorted()
                                .findFirst());
    }

    private static Optional<String> misspelt(String name, Collection<String> known) {
        return known.stream()
                .filter(candidate -> edits(name, candidate) <= editsMax(name))
                .filter(candidate -> edits(name, candidate) < candidate.length())
                .min(
                        Comparator.<String>comparingInt(candidate -> edits(name, candidate))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /** Two letters swapped are two edits; in a very short name they would be another name. */
    private static int editsMax(String name) {
        return name.length() < 4 ? 1 : Math.max(2, name.length() / 3);
    }

    private static int edits(String name, String candidate) {
        return LevenshteinDistance.getDefaultInstance()
                .apply(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
    }
}
