package io.blackstart.sandbox.fis;

import io.blackstart.sandbox.Alarms;
import io.blackstart.sandbox.CloudClock;
import io.blackstart.sandbox.Databases;
import io.blackstart.sandbox.Estate;
import io.blackstart.sandbox.Truth;
import io.blackstart.sandbox.aws.AwsRequest;
import io.blackstart.sandbox.aws.AwsResponse;
import io.blackstart.sandbox.aws.AwsService;
import io.blackstart.sandbox.fis.action.Cloud;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** FIS's wire: the operations by method and path, each in the region that it was signed for. */
public final class Fis implements AwsService, AutoCloseable {
    /** The first segments of its paths. */
    public static final List<String> PATHS =
            List.of(
                    "experimentTemplates",
                    "experiments",
                    "actions",
                    "targetResourceTypes",
                    "safetyLevers",
                    "tags");

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ACCOUNTS = "targetAccountConfigurations";

    /** AWS's model bounds a message. */
    private static final int MESSAGE_MAX = 1024;

    private final Templates templates = new Templates();
    private final SafetyLevers levers = new SafetyLevers();
    private final ResourceTags tags = new ResourceTags();
    private final Experiments experiments;
    private final TemplateApi templateApi;
    private final ExperimentApi experimentApi;
    private final AccountApi accountApi;
    private final CatalogueApi catalogueApi = new CatalogueApi();
    private final LeverApi leverApi;
    private final TagApi tagApi;

    /**
     * How it behaves.
     *
     * @param clock the cloud's clock
     * @param alarmAtStart what an alarm does that rings when the experiment starts
     * @param unknownAlarm what a stop condition does whose alarm there is not
     */
    public record Settings(CloudClock clock, AlarmAtStart alarmAtStart, UnknownAlarm unknownAlarm) {
        /**
         * What an alarm does that is in ALARM when the experiment starts. AWS's text does not say;
         * its trigger is a change of state, but practitioners see experiments end at once.
         */
        public enum AlarmAtStart {
            /** The experiment is stopped before its first action. */
            STOPS,
            /** Nothing, until it has left ALARM and comes back. */
            WAITS_FOR_CHANGE
        }

        /** What a stop condition does whose alarm there is not; AWS's text does not say. */
        public enum UnknownAlarm {
            /** The experiment fails at its start. */
            FAILS,
            /** Nothing. */
            IGNORED
        }

        /** The choices that keep an experiment from running unwatched. */
        public static Settings careful(CloudClock clock) {
            return new Settings(clock, AlarmAtStart.STOPS, UnknownAlarm.FAILS);
        }
    }

    /** An account without templates. */
    public Fis(Settings settings, Estate estate, Databases databases, Alarms alarms, Truth truth) {
        Cloud cloud = new Cloud(estate, databases, alarms);
        experiments =
                new Experiments(
                        templates, tags, levers, new Experiment.Stage(settings, cloud, truth));
        templateApi = new TemplateApi(templates, tags);
        experimentApi = new ExperimentApi(experiments, tags);
        accountApi = new AccountApi(templates, experiments);
        leverApi = new LeverApi(levers, experiments);
        tagApi = new TagApi(tags);
    }

    @Override
    public AwsResponse answer(AwsRequest request) {
        return response(200, Map.of(), dispatch(request));
    }

    private JsonNode dispatch(AwsRequest request) {
        Route route = Route.of(request);
        if (request.path().size() > 2 && request.path().get(2).equals(ACCOUNTS)) {
            return accountApi.answer(route, request);
        }
        return switch (request.path().getFirst()) {
            case "experimentTemplates" -> templateApi.answer(route, request);
            case "experiments" -> experimentApi.answer(route, request);
            case "actions", "targetResourceTypes" -> catalogueApi.answer(route, request);
            case "safetyLevers" -> leverApi.answer(route, request);
            case "tags" -> tagApi.answer(route, request);
            default -> throw route.unknown();
        };
    }

    private static AwsResponse response(int status, Map<String, String> headers, JsonNode body) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("x-amzn-RequestId", UUID.randomUUID().toString());
        return new AwsResponse(status, "application/json", all, JSON.writeValueAsString(body));
    }

    /** What the server refuses before it comes here is a fault of the request in FIS's words. */
    @Override
    public AwsResponse error(int status, String code, String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put(
                "message",
                message.length() <= MESSAGE_MAX ? message : message.substring(0, MESSAGE_MAX));
        return switch (code) {
            case "RequestEntityTooLarge", "InvalidInput" -> error(400, "ValidationException", body);
            default -> error(status, code, body);
        };
    }

    private static AwsResponse error(int status, String code, ObjectNode body) {
        String type =
                code.endsWith("Exception") || code.endsWith("Failure") ? code : code + "Exception";
        return response(status, Map.of("x-amzn-ErrorType", type), body);
    }

    /** Stops all experiments; returns when what they did is undone, and forgets everything. */
    @Override
    public void reset() {
        // in this order: nothing begins of which the clearing does not know, or it stays known
        tags.clear();
        templates.clear();
        experiments.clear();
        levers.clear();
    }

    /** Stops all experiments; returns when what they did is undone. */
    @Override
    public void close() {
        experiments.close();
    }
}
