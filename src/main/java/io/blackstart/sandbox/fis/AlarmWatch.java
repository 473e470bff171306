package io.blackstart.sandbox.fis;

import io.blackstart.sandbox.Alarms;
import io.blackstart.sandbox.Alarms.State;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The alarms that stop one experiment. */
final class AlarmWatch {
    /**
     * How long it takes from an alarm's change to FIS is unknown; there is an event between them,
     * so it is some seconds rather than minutes.
     */
    private static final Duration SAMPLING = Duration.ofSeconds(1);

    private static final Duration SAMPLING_MIN = Duration.ofMillis(5);

    private final Alarms alarms;
    private final String region;
    private final List<String> arns;
    private final Fis.Settings settings;
    private final Set<String> ringingAtStart = new HashSet<>();
    private long next;

    AlarmWatch(Alarms alarms, String region, List<String> arns, Fis.Settings settings) {
        this.alarms = alarms;
        this.region = region;
        this.arns = List.copyOf(arns);
        this.settings = settings;
    }

    private Optional<State> state(String arn) {
        return alarms.state(region, arn);
    }

    /** An alarm that there is not, if that is to fail the experiment. */
    Optional<String> missing() {
        return switch (settings.unknownAlarm()) {
            case FAILS -> arns.stream().filter(arn -> state(arn).isEmpty()).findFirst();
            case IGNORED -> Optional.empty();
        };
    }

    /** Why the experiment is not to begin, if so. */
    Optional<String> start() {
        next = System.nanoTime();
        arns.stream().filter(this::rings).forEach(ringingAtStart::add);
        return switch (settings.alarmAtStart()) {
            case STOPS -> ringingAtStart.stream().findFirst().map(AlarmWatch::reason);
            case WAITS_FOR_CHANGE -> Optional.empty();
        };
    }

    /** {@link System#nanoTime()} at which to look again, if there is anything to look at. */
    Optional<Long> due() {
        return arns.isEmpty() ? Optional.empty() : Optional.of(next);
    }

    /** Why the experiment is to stop, if so. */
    Optional<String> look() {
        if (arns.isEmpty() || System.nanoTime() - next < 0) {
            return Optional.empty();
        }
        Duration pause = settings.clock().real(SAMPLING);
        next =
                System.nanoTime()
                        + (pause.compareTo(SAMPLING_MIN) < 0 ? SAMPLING_MIN : pause).toNanos();
        ringingAtStart.removeIf(arn -> !rings(arn));
        return arns.stream()
                .filter(arn -> rings(arn) && !ringingAtStart.contains(arn))
                .findFirst()
                .map(AlarmWatch::reason);
    }

    private boolean rings(String arn) {
        return state(arn).filter(state -> state == State.ALARM).isPresent();
    }

    private static String reason(String arn) {
        return "Experiment halted by stop condition: the alarm " + arn + " is in state ALARM.";
    }
}
