package io.blackstart.sandbox.cloudwatch;

import io.blackstart.sandbox.Alarms;
import io.blackstart.sandbox.CloudClock;
import io.blackstart.sandbox.Metrics;
import io.blackstart.sandbox.aws.CloudTimer;
import io.blackstart.sandbox.aws.CredentialScope;
import io.blackstart.sandbox.aws.JsonService;
import io.blackstart.sandbox.aws.Operations;
import io.blackstart.sandbox.aws.Parameters;
import io.blackstart.sandbox.aws.QueryService;
import io.blackstart.sandbox.aws.Route;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * CloudWatch: once a minute of the cloud's clock it takes the metrics down, for the minute that has
 * just ended, and then evaluates the alarms up to there. It has a timer of its own, so that a
 * metric that is slow to read delays nothing else.
 */
public final class CloudWatch implements Operations, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CloudWatch.class);
    private static final String VERSION = "2010-08-01";
    private static final String TARGET = "GraniteServiceVersion20100801";

    /** The names that errors have in JSON, where they differ from those in the query protocol. */
    private static final Map<String, String> ERROR_SHAPES =
            Map.of(
                    "AccessDenied", "AccessDeniedException",
                    "InvalidFormat", "InvalidFormatFault",
                    "LimitExceeded", "LimitExceededFault",
                    "InvalidParameterValue", "InvalidParameterValueException",
                    "MissingParameter", "MissingRequiredParameterException",
                    "InvalidParameterCombination", "InvalidParameterCombinationException",
                    "InternalFailure", "InternalServiceFault");

    private final Metrics metrics;
    private final InstantSource clock;
    private final CloudTime time;
    private final CloudTimer timer;
    private final History history = new History();
    private final AlarmBook alarms = new AlarmBook();
    private final ResourceTags tags;
    private final AlarmApi alarmApi;
    private final MetricApi metricApi;
    private final Publication publication;

    /**
     * CloudWatch of an account; {@link #start} sets it going.
     *
     * @param account twelve digits
     * @param metrics read once a minute of the cloud's clock, by one thread
     * @param clock real time
     */
    public CloudWatch(String account, CloudClock speed, Metrics metrics, InstantSource clock) {
        this.metrics = metrics;
        this.clock = clock;
        this.time = new CloudTime(clock.instant(), speed.speed());
        this.timer = new CloudTimer(speed);
        this.tags = new ResourceTags(this::exists);
        this.alarmApi = new AlarmApi(account, alarms, tags, clock);
        this.metricApi = new MetricApi(history, time, clock);
        this.publication = new Publication(history, time, clock);
    }

    /** Takes the metrics down from now on, and evaluates the alarms. */
    public CloudWatch start() {
        timer.after(time.untilNextMinute(clock.instant()), this::minute);
        return this;
    }

    private void minute() {
        try {
            tick();
        } finally {
            start();
        }
    }

    /** What is done when a minute of the cloud's clock has begun. */
    void tick() {
        Instant now = clock.instant();
        long end = time.minute(now);
        try {
            metrics.now()
                    .forEach((series, value) ->
                            history.add(series, end - History.MINUTE, Bucket.of(value)));
        } catch (RuntimeException e) {
            // to an alarm this is a minute without a value, which it knows how to treat
            LOG.warn("the metrics could not be read", e);
        }
        alarms.evaluate(history, end, now);
    }

    /** The alarms, for those who act on them. */
    public Alarms alarms() {
        return alarms;
    }

    /** The ways to it: the query protocol and awsJson1.0. */
    public List<Route> routes() {
        return List.of(
                new Route.ByForm(
                        "monitoring",
                        VERSION,
                        new QueryService(
                                VERSION,
                                "http://monitoring.amazonaws.com/doc/2010-08-01/",
                                Map.of(),
                                this)),
                new Route.ByTarget(
                        TARGET,
                        new JsonService(
                                "com.amazonaws.cloudwatch.v2010_08_01", ERROR_SHAPES, this)));
    }

    @Override
    public ObjectNode call(String operation, CredentialScope caller, Parameters parameters) {
        String region = caller.region();
        return switch (operation) {
            case "PutMetricAlarm" -> alarmApi.put(region, parameters);
            case "DescribeAlarms" -> alarmApi.describe(region, parameters);
            case "DeleteAlarms" -> alarmApi.delete(region, parameters);
            case "SetAlarmState" -> alarmApi.setState(region, parameters);
            case "GetMetricData" -> metricApi.data(region, parameters);
            case "GetMetricStatistics" -> metricApi.statistics(region, parameters);
            case "ListMetrics" -> metricApi.list(region, parameters);
            case "PutMetricData" -> publication.put(region, parameters);
            case "TagResource" -> tags.tag(parameters);
            case "UntagResource" -> tags.untag(parameters);
            case "ListTagsForResource" -> tags.list(parameters);
            default -> throw Operations.unknown(operation);
        };
    }

    private boolean exists(String arn) {
        String[] parts = arn.split(":", -1);
        return parts.length > 3 && alarms.find(parts[3], arn).isPresent();
    }

    /** Forgets all alarms, their tags, and what was taken down; the regions publish on. */
    @Override
    public void reset() {
        alarms.clear();
        tags.clear();
        history.clear();
    }

    /** Stops taking down and evaluating. */
    @Override
    public void close() {
        timer.close();
    }
}
