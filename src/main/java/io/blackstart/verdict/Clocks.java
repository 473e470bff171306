package io.blackstart.verdict;

import io.blackstart.evidence.Event.ClockCompared;
import io.blackstart.evidence.Event.FisSaid;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far remote wall clocks are from ours. Nothing is measured by them; but when all of them move
 * against ours, ours runs wrong.
 */
final class Clocks {
    private static final Duration MOVED_MOST = Duration.ofMillis(500);
    private static final Duration FIS_RESOLUTION = Duration.ofSeconds(1);

    private final Facts facts;
    private final Instant startedAt;
    private final Map<String, Course> courses = new TreeMap<>();

    /** What one clock's comparisons say together. */
    private static final class Course {
        private Duration mostLeast = Duration.ofSeconds(Long.MIN_VALUE);
        private Duration leastMost = Duration.ofSeconds(Long.MAX_VALUE);

        void add(ClockCompared compared) {
            mostLeast = mostLeast.compareTo(compared.least()) > 0 ? mostLeast : compared.least();
            leastMost = leastMost.compareTo(compared.most()) < 0 ? leastMost : compared.most();
        }

        /** By how much it certainly moved against ours; negative: the comparisons agree. */
        Duration moved() {
            return mostLeast.minus(leastMost);
        }

        ClockOffset offset(String name) {
            return moved().isNegative()
                    ? new ClockOffset(name, mostLeast, leastMost)
                    : new ClockOffset(name, leastMost, mostLeast);
        }
    }

    /**
     * @param startedAt what our wall clock showed at the origin
     */
    Clocks(Facts facts, Instant startedAt) {
        this.facts = facts;
        this.startedAt = startedAt;
        for (ClockCompared compared : facts.clocks()) {
            courses.computeIfAbsent(compared.clock(), _ -> new Course()).add(compared);
        }
    }

    /** Each clock's offset, positive when it is ahead of ours. */
    List<ClockOffset> offsets() {
        List<ClockOffset> offsets = new ArrayList<>();
        courses.forEach((name, course) -> offsets.add(course.offset(name)));
        fis().ifPresent(offsets::add);
        return offsets;
    }

    List<Taint> taints() {
        boolean all =
                !courses.isEmpty()
                        && courses.values().stream()
                                .allMatch(course -> course.moved().compareTo(MOVED_MOST) > 0);
        if (!all) {
            return List.of();
        }
        Duration least =
                courses.values().stream().map(Course::moved).min(Duration::compareTo).orElseThrow();
        return List.of(
                Taint.ofAll(
                        "every remote clock moved by "
                                + Words.seconds(least.toNanos())
                                + " or more against ours: ours runs wrong"));
    }

    /** Clocks of others that ran wrong while ours and the rest agreed. */
    List<String> cautions() {
        if (!taints().isEmpty()) {
            return List.of();
        }
        return courses.entrySet().stream()
                .filter(course -> course.getValue().moved().compareTo(MOVED_MOST) > 0)
                .map(course ->
                        "the clock of "
                                + course.getKey()
                                + " moved by "
                                + Words.seconds(course.getValue().moved().toNanos())
                                + "; no figure here hangs on it")
                .toList();
    }

    /** FIS began the experiment between our asking and its first word of having begun. */
    private Optional<ClockOffset> fis() {
        Optional<Long> intended = facts.course().faultIntended();
        Optional<FisSaid> first =
                facts.fisSaid().stream().filter(said -> said.startTime().isPresent()).findFirst();
        if (intended.isEmpty() || first.isEmpty()) {
            return Optional.empty();
        }
        Instant began = first.get().startTime().orElseThrow();
        Instant earliest = startedAt.plusNanos(intended.get());
        Instant latest = startedAt.plus(first.get().at());
        return Optional.of(
                new ClockOffset(
                        "fis startTime",
                        Duration.between(latest, began),
                        Duration.between(earliest, began.plus(FIS_RESOLUTION))));
    }
}
