package io.blackstart.sandbox.cloudwatch;

import io.blackstart.sandbox.Alarms.State;
import io.blackstart.sandbox.Metrics.Series;
import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.aws.Parameters;
import io.blackstart.sandbox.cloudwatch.AlarmRule.Comparison;
import io.blackstart.sandbox.cloudwatch.AlarmRule.Missing;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The operations on alarms. An alarm watches one metric; metric math, percentiles and anomaly bands
 * are refused. Actions are kept and shown, but nobody is notified.
 */
final class AlarmApi {
    private static final int NAME_MAX = 255;
    private static final int ACTIONS_MAX = 5;
    private static final int PAGE = 50;
    private static final int PAGE_MAX = 100;
    private static final List<String> ACTIONS =
            List.of("OKActions", "AlarmActions", "InsufficientDataActions");
    private static final List<String> REFUSED =
            List.of(
                    "ExtendedStatistic",
                    "EvaluateLowSampleCountPercentile",
                    "ThresholdMetricId",
                    "EvaluationInterval");
    private static final List<String> STATES =
            Arrays.stream(State.values()).map(State::name).toList();

    private final String account;
    private final AlarmBook alarms;
    private final ResourceTags tags;
    private final InstantSource clock;

    AlarmApi(String account, AlarmBook alarms, ResourceTags tags, InstantSource clock) {
        this.account = account;
        this.alarms = alarms;
        this.tags = tags;
        this.clock = clock;
    }

    ObjectNode put(String region, Parameters parameters) {
        String name = parameters.required("AlarmName");
        if (name.length() > NAME_MAX) {
            throw Parameters.invalid("AlarmName", "is longer than " + NAME_MAX);
        }
        String arn = "arn:aws:cloudwatch:" + region + ":" + account + ":alarm:" + name;
        Alarm.Watched watched = watched(region, parameters);
        ObjectNode wire = wire(watched, parameters);
        boolean fresh = alarms.find(region, name).isEmpty();
        alarms.put(
                region,
                Alarm.created(name, arn, watched, wire, clock.instant()),
                old -> old.changed(watched, wire, clock.instant()));
        if (fresh) {
            // as in AWS, tags of an alarm that exists are changed by TagResource alone
            tags.add(arn, parameters);
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private static Alarm.Watched watched(String region, Parameters parameters) {
        for (String refused : REFUSED) {
            if (parameters.text(refused).isPresent()) {
                throw Parameters.invalid(refused, "is nothing that the sandbox can honour");
            }
        }
        if (!parameters.structures("Metrics").isEmpty()
                || parameters.structure("EvaluationCriteria").isPresent()) {
            throw Parameters.invalid("Metrics", "cannot be honoured: the sandbox knows no math");
        }
        Series series = MetricNames.read(region, parameters);
        int period = MetricNames.period(parameters);
        int periods = number("EvaluationPeriods", parameters);
        if ((long) period * periods > History.SECONDS_KEPT) {
            throw Parameters.invalid(
                    "EvaluationPeriods", "times Period must not be more than a day");
        }
        int toAlarm = parameters.whole("DatapointsToAlarm", 1, periods).orElse(periods);
        return new Alarm.Watched(
                series,
                Statistic.of("Statistic", parameters.required("Statistic")),
                period,
                new AlarmRule(
                        constant("ComparisonOperator", Comparison.values(), parameters)
                                .orElseThrow(() ->
                                        new AwsFault(
                                                400,
                                                "MissingParameter",
                                                "The request must contain the parameter"
                                                        + " ComparisonOperator")),
                        threshold(parameters),
                        periods,
                        toAlarm,
                        constant("TreatMissingData", Missing.values(), parameters)
                                .orElse(Missing.missing)));
    }

    private static int number(String name, Parameters parameters) {
        parameters.required(name);
        return parameters.whole(name, 1, History.SECONDS_KEPT).orElse(1);
    }

    private static double threshold(Parameters parameters) {
        parameters.required("Threshold");
        return parameters.decimal("Threshold").orElse(0.0);
    }

    private static <E extends Enum<E>> Optional<E> constant(
            String name, E[] values, Parameters parameters) {
        return parameters
                .oneOf(name, Arrays.stream(values).map(Enum::name).toList())
                .flatMap(word ->
                        Arrays.stream(values).filter(one -> one.name().equals(word)).findFirst());
    }

    private static ObjectNode wire(Alarm.Watched watched, Parameters parameters) {
        ObjectNode wire = JsonNodeFactory.instance.objectNode();
        parameters.text("AlarmDescription").ifPresent(text -> wire.put("AlarmDescription", text));
        wire.put(
                "ActionsEnabled",
                parameters.text("ActionsEnabled").isEmpty() || parameters.flag("ActionsEnabled"));
        for (String kind : ACTIONS) {
            List<String> actions = parameters.texts(kind);
            if (actions.size() > ACTIONS_MAX) {
                throw Parameters.invalid(kind, "has more than " + ACTIONS_MAX);
            }
            ArrayNode array = wire.putArray(kind);
            actions.forEach(array::add);
        }
        MetricNames.write(watched.series(), wire);
        AlarmRule rule = watched.rule();
        wire.put("Statistic", watched.statistic().word());
        wire.put("Period", watched.period());
        parameters.text("Unit").ifPresent(unit -> wire.put("Unit", unit));
        wire.put("EvaluationPeriods", rule.periods());
        parameters
                .whole("DatapointsToAlarm", 1, rule.periods())
                .ifPresent(number -> wire.put("DatapointsToAlarm", number));
        wire.put("Threshold", rule.threshold());
        wire.put("ComparisonOperator", rule.comparison().name());
        parameters.text("TreatMissingData").ifPresent(word -> wire.put("TreatMissingData", word));
        return wire;
    }

    ObjectNode delete(String region, Parameters parameters) {
        List<String> names = parameters.texts("AlarmNames");
        List<String> arns =
                names.stream()
                        .flatMap(name -> alarms.find(region, name).stream())
                        .map(Alarm::arn)
                        .toList();
        alarms.delete(region, names);
        arns.forEach(tags::forget);
        return JsonNodeFactory.instance.objectNode();
    }

    ObjectNode setState(String region, Parameters parameters) {
        String name = parameters.required("AlarmName");
        parameters.required("StateValue");
        State state = parameters.oneOf("StateValue", STATES).map(State::valueOf).orElse(State.OK);
        alarms.force(
                region,
                name,
                new Alarm.Shown(
                        state,
                        parameters.required("StateReason"),
                        parameters.text("StateReasonData"),
                        clock.instant()));
        return JsonNodeFactory.instance.objectNode();
    }

    ObjectNode describe(String region, Parameters parameters) {
        List<String> names = parameters.texts("AlarmNames");
        Optional<String> prefix = parameters.text("AlarmNamePrefix");
        if (!names.isEmpty() && prefix.isPresent()) {
            throw new AwsFault(
                    400,
                    "InvalidParameterCombination",
                    "AlarmNames and AlarmNamePrefix cannot be specified together");
        }
        Optional<String> state = parameters.oneOf("StateValue", STATES);
        List<String> types = parameters.texts("AlarmTypes");
        Optional<String> action = parameters.text("ActionPrefix");
        List<Alarm> found =
                alarms.in(region).stream()
                        .filter(_ -> types.isEmpty() || types.contains("MetricAlarm"))
                        .filter(one -> names.isEmpty() || names.contains(one.name()))
                        .filter(one -> one.name().startsWith(prefix.orElse("")))
                        .filter(one ->
                                state.orElse(one.state().value().name())
                                        .equals(one.state().value().name()))
                        .filter(one -> action.isEmpty() || hasAction(one, action.get()))
                        .toList();
        Pages<Alarm> page =
                Pages.of(
                        found,
                        parameters,
                        parameters.whole("MaxRecords", 1, PAGE_MAX).orElse(PAGE));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putArray("CompositeAlarms");
        ArrayNode array = answer.putArray("MetricAlarms");
        page.items().forEach(alarm -> array.add(shape(alarm)));
        return page.mark(answer);
    }

    private static boolean hasAction(Alarm alarm, String prefix) {
        return ACTIONS.stream()
                .flatMap(kind -> alarm.wire().path(kind).values().stream())
                .anyMatch(action -> action.asString().startsWith(prefix));
    }

    private static ObjectNode shape(Alarm alarm) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("AlarmName", alarm.name());
        node.put("AlarmArn", alarm.arn());
        node.setAll(alarm.wire());
        node.putPOJO("AlarmConfigurationUpdatedTimestamp", alarm.updated());
        Alarm.Shown state = alarm.state();
        node.put("StateValue", state.value().name());
        node.put("StateReason", state.reason());
        state.data().ifPresent(data -> node.put("StateReasonData", data));
        node.putPOJO("StateUpdatedTimestamp", state.since());
        node.putPOJO("StateTransitionedTimestamp", state.since());
        return node;
    }
}
