package io.blackstart.sandbox.cloudwatch;

import io.blackstart.sandbox.aws.Parameters;

import java.util.Arrays;
import java.util.List;

/** How the values of a period become one. Percentiles are not kept. */
enum Statistic {
    SAMPLE_COUNT("SampleCount"),
    AVERAGE("Average"),
    SUM("Sum"),
    MINIMUM("Minimum"),
    MAXIMUM("Maximum");

    private final String word;

    Statistic(String word) {
        this.word = word;
    }

    /** AWS's word. */
    String word() {
        return word;
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Statistic::word).toList();
    }

    /** By AWS's word; anything else is refused. */
    static Statistic of(String parameter, String word) {
        return Arrays.stream(values())
                .filter(one -> one.word.equals(word))
                .findFirst()
                .orElseThrow(() ->
                        Parameters.invalid(
                                parameter,
                                "must be one of " + words() + " in the sandbox, not " + word));
    }

    double of(Bucket bucket) {
        return switch (this) {
            case SAMPLE_COUNT -> bucket.count();
            case AVERAGE -> bucket.sum() / bucket.count();
            case SUM -> bucket.sum();
            case MINIMUM -> bucket.least();
            case MAXIMUM -> bucket.most();
        };
    }
}
