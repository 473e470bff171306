package io.blackstart.sandbox.cloudwatch;

import io.blackstart.sandbox.Alarms.State;

import java.util.List;
import java.util.Optional;

/**
 * When an alarm goes off; pure. AWS looks at somewhat more periods than it evaluates, so that a
 * late value is not a missing one: it says that it does, and not how many. In its example it looks
 * at two more.
 *
 * @param periods how many are evaluated, at least 1
 * @param toAlarm how many of them must breach, 1 to {@code periods}
 */
record AlarmRule(
        Comparison comparison, double threshold, int periods, int toAlarm, Missing missing) {
    /** So many periods are looked at beyond those that are evaluated. */
    private static final int MORE = 2;

    AlarmRule {
        if (periods < 1 || toAlarm < 1 || toAlarm > periods) {
            throw new IllegalArgumentException(toAlarm + " out of " + periods);
        }
    }

    /** When a value breaches. */
    enum Comparison {
        GreaterThanOrEqualToThreshold,
        GreaterThanThreshold,
        LessThanThreshold,
        LessThanOrEqualToThreshold;

        boolean breaches(double value, double threshold) {
            return switch (this) {
                case GreaterThanOrEqualToThreshold -> value >= threshold;
                case GreaterThanThreshold -> value > threshold;
                case LessThanThreshold -> value < threshold;
                case LessThanOrEqualToThreshold -> value <= threshold;
            };
        }
    }

    /** What a period without a value stands for. */
    enum Missing {
        /** For nothing; without any value at all there is too little to say. */
        missing,
        /** For nothing; while it matters, the state stays. */
        ignore,
        /** For a value that breaches. */
        breaching,
        /** For a value that does not. */
        notBreaching
    }

    /** How many periods the rule looks at. */
    int range() {
        return periods + MORE;
    }

    /**
     * The state that values ask for.
     *
     * @param values one for each period, oldest first; {@link #range()} of them
     * @param current the state that the alarm is in
     */
    State evaluate(List<Optional<Double>> values, State current) {
        List<Boolean> real =
                values.stream()
                        .flatMap(Optional::stream)
                        .map(value -> comparison.breaches(value, threshold))
                        .toList();
        if (real.size() >= periods) {
            return alarmIf(breaches(real.subList(real.size() - periods, real.size())) >= toAlarm);
        }
        int breaches = breaches(real);
        return switch (missing) {
            case breaching -> alarmIf(breaches + periods - real.size() >= toAlarm);
            case notBreaching -> alarmIf(breaches >= toAlarm);
            case missing -> {
                if (real.isEmpty()) {
                    yield State.INSUFFICIENT_DATA;
                }
                yield sparse(real, oldest(values) >= toAlarm ? State.ALARM : current);
            }
            case ignore -> sparse(real, current);
        };
    }

    /** With fewer values than are evaluated, and where a missing one stands for nothing. */
    private State sparse(List<Boolean> real, State otherwise) {
        int breaches = breaches(real);
        if (breaches >= toAlarm) {
            return State.ALARM;
        }
        return breaches < real.size() ? State.OK : otherwise;
    }

    /** How many periods ago the oldest value is; 1 is the last period. */
    private static int oldest(List<Optional<Double>> values) {
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).isPresent()) {
                return values.size() - i;
            }
        }
        return 0;
    }

    private static int breaches(List<Boolean> breaching) {
        return (int) breaching.stream().filter(one -> one).count();
    }

    private static State alarmIf(boolean breached) {
        return breached ? State.ALARM : State.OK;
    }
}
