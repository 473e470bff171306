package io.blackstart.sandbox.fis;

import io.blackstart.sandbox.CloudClock;
import io.blackstart.sandbox.Subnet;
import io.blackstart.sandbox.SubnetFaults;
import io.blackstart.sandbox.Truth;
import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.aws.AwsRequest;
import io.blackstart.sandbox.aws.AwsResponse;
import io.blackstart.sandbox.aws.AwsService;

import tools.jackson.core.JacksonException;
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
            List.of("experimentTemplates", "experiments", "actions", "safetyLevers", "tags");

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String LEVER = "default";

    private final Templates templates = new Templates();
    private final SafetyLevers levers = new SafetyLevers();
    private final ResourceTags tags = new ResourceTags();
    private final Experiments experiments;

    /** An account without templates. */
    public Fis(CloudClock clock, List<Subnet> subnets, SubnetFaults faults, Truth truth) {
        experiments = new Experiments(subnets, new Experiment.Stage(clock, faults, truth), levers);
    }

    @Override
    public AwsResponse answer(AwsRequest request) {
        try {
            return response(200, Map.of(), dispatch(request));
        } catch (JacksonException e) {
            throw Faults.invalid("the body is not the JSON expected: " + e.getOriginalMessage());
        }
    }

    private JsonNode dispatch(AwsRequest request) {
        List<String> path = request.path();
        String operation =
                request.method()
                        + " "
                        + path.getFirst()
                        + (path.size() > 1 ? "/{}" : "")
                        + (path.size() > 2
                                ? "/" + String.join("/", path.subList(2, path.size()))
                                : "");
        String region = request.region();
        String id = path.size() > 1 ? path.get(1) : "";
        return switch (operation) {
            case "POST experimentTemplates" -> createTemplate(region, body(request));
            case "GET experimentTemplates" -> listTemplates(request);
            case "GET experimentTemplates/{}" ->
                    envelope("experimentTemplate", template(templates.find(region, id)));
            case "DELETE experimentTemplates/{}" ->
                    envelope("experimentTemplate", template(templates.delete(region, id)));
            case "POST experiments" -> startExperiment(region, body(request));
            case "GET experiments" -> listExperiments(request);
            case "GET experiments/{}" -> experiment(experiments.find(region, id));
            case "DELETE experiments/{}" -> stopExperiment(experiments.find(region, id));
            case "GET experiments/{}/resolvedTargets" ->
                    resolvedTargets(experiments.find(region, id), request);
            case "GET actions" -> Pages.of("actions", Actions.all(region), request);
            case "GET actions/{}" -> envelope("action", Actions.find(region, id));
            case "GET safetyLevers/{}" -> lever(region, id, levers.of(region));
            case "PATCH safetyLevers/{}/state" -> moveLever(region, id, body(request));
            case "GET tags/{}" -> envelope("tags", ExperimentJson.tagsNode(tags.of(id)));
            case "POST tags/{}" -> addTags(id, body(request));
            case "DELETE tags/{}" -> removeTags(id, request);
            default ->
                    throw new AwsFault(
                            404,
                            "UnknownOperationException",
                            "the sandbox's FIS does not know " + operation);
        };
    }

    private JsonNode createTemplate(String region, ObjectNode body) {
        Template created = templates.create(region, body);
        tags.add(created.arn(), tagsOf(body));
        return envelope("experimentTemplate", template(created));
    }

    private ObjectNode template(Template template) {
        ObjectNode node = template.wire().deepCopy();
        node.set("tags", ExperimentJson.tagsNode(tags.of(template.arn())));
        return node;
    }

    private JsonNode listTemplates(AwsRequest request) {
        return Pages.of(
                "experimentTemplates",
                templates.in(request.region()).stream()
                        .map(one ->
                                template(one)
                                        .retain(
                                                "id",
                                                "arn",
                                                "description",
                                                "creationTime",
                                                "lastUpdateTime",
                                                "tags"))
                        .toList(),
                request);
    }

    private JsonNode startExperiment(String region, ObjectNode body) {
        Template template = templates.find(region, TemplateJson.text(body, "experimentTemplateId"));
        Experiment started = experiments.start(region, body, template);
        tags.add(started.given().arn(), tagsOf(body));
        return experiment(started);
    }

    private JsonNode stopExperiment(Experiment experiment) {
        return experiment(experiment, experiment.stop("Stopping Experiment."));
    }

    private JsonNode experiment(Experiment experiment) {
        return experiment(experiment, experiment.progress());
    }

    private JsonNode experiment(Experiment experiment, Progress progress) {
        return envelope(
                "experiment",
                ExperimentJson.write(experiment, progress, tags.of(experiment.given().arn())));
    }

    private JsonNode listExperiments(AwsRequest request) {
        String template = request.parameter("experimentTemplateId").orElse("");
        return Pages.of(
                "experiments",
                experiments.in(request.region()).stream()
                        .filter(one ->
                                template.isEmpty() || one.given().template().id().equals(template))
                        .map(one -> ExperimentJson.summary(one, tags.of(one.given().arn())))
                        .toList(),
                request);
    }

    private static JsonNode resolvedTargets(Experiment experiment, AwsRequest request) {
        String wanted = request.parameter("targetName").orElse("");
        return Pages.of(
                "resolvedTargets",
                experiment.targets().byName().entrySet().stream()
                        .filter(entry -> wanted.isEmpty() || entry.getKey().equals(wanted))
                        .flatMap(entry ->
                                entry.getValue().stream()
                                        .map(subnet -> resolved(entry.getKey(), subnet)))
                        .toList(),
                request);
    }

    private static ObjectNode resolved(String target, Subnet subnet) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("resourceType", TargetPlan.SUBNET);
        node.put("targetName", target);
        node.putObject("targetInformation").put("arn", subnet.arn());
        return node;
    }

    private JsonNode moveLever(String region, String id, ObjectNode body) {
        String status = TemplateJson.text(body.path("state"), "status");
        String reason = TemplateJson.text(body.path("state"), "reason");
        if (!status.equals("engaged") && !status.equals("disengaged")) {
            throw Faults.invalid("status must be engaged or disengaged, not " + status);
        }
        requireLever(id);
        return lever(region, id, experiments.lever(region, status.equals("engaged"), reason));
    }

    private static JsonNode lever(String region, String id, SafetyLevers.Lever lever) {
        requireLever(id);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", LEVER);
        node.put("arn", Ids.arn(region, "safety-lever/" + LEVER));
        node.putObject("state")
                .put("status", lever.engaged() ? "engaged" : "disengaged")
                .put("reason", lever.reason());
        return envelope("safetyLever", node);
    }

    private static void requireLever(String id) {
        if (!id.equals(LEVER)) {
            throw Faults.notFound("the safety lever's id is " + LEVER + ", not " + id);
        }
    }

    private JsonNode addTags(String arn, ObjectNode body) {
        tags.add(arn, tagsOf(body));
        return JsonNodeFactory.instance.objectNode();
    }

    private JsonNode removeTags(String arn, AwsRequest request) {
        tags.remove(arn, request.query().getOrDefault("tagKeys", List.of()));
        return JsonNodeFactory.instance.objectNode();
    }

    private static Map<String, String> tagsOf(ObjectNode body) {
        Map<String, String> found = new LinkedHashMap<>();
        body.path("tags")
                .properties()
                .forEach(tag -> found.put(tag.getKey(), tag.getValue().asString()));
        return found;
    }

    private static ObjectNode body(AwsRequest request) {
        return JSON.readTree(request.body()) instanceof ObjectNode object ? object : invalidBody();
    }

    private static ObjectNode invalidBody() {
        throw Faults.invalid("the body is not a JSON object");
    }

    private static ObjectNode envelope(String name, JsonNode content) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set(name, content);
        return node;
    }

    private static AwsResponse response(int status, Map<String, String> headers, JsonNode body) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("x-amzn-RequestId", UUID.randomUUID().toString());
        return new AwsResponse(status, "application/json", all, JSON.writeValueAsString(body));
    }

    @Override
    public AwsResponse error(int status, String code, String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("message", message);
        String type =
                code.endsWith("Exception") || code.endsWith("Failure") ? code : code + "Exception";
        return response(status, Map.of("x-amzn-ErrorType", type), body);
    }

    /** Stops all experiments, lifts their cuts, and forgets everything. */
    @Override
    public void reset() {
        experiments.clear();
        templates.clear();
        levers.clear();
        tags.clear();
    }

    /** Stops all experiments; returns when all cuts are lifted. */
    @Override
    public void close() {
        experiments.close();
    }
}
