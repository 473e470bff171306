package io.blackstart.experiment;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The body of the FIS call CreateExperimentTemplate, as one run sends it: the experiment's template
 * as it stands, with what it leaves out added.
 */
public final class FisTemplate {
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private FisTemplate() {}

    /**
     * The body as a tree of maps, lists, texts, numbers and booleans. Added are a description (the
     * experiment's name), the role (the environment's {@code accounts.fault.fisRoleArn}) and the
     * tag {@code blackstart} with the run's id; nothing that the template says is changed.
     */
    public static Map<String, Object> body(Fault.Inline fault, Plan plan) {
        var body = new LinkedHashMap<>(fault.template());
        body.putIfAbsent("description", plan.experiment().name());
        plan.environment()
                .faultAccount()
                .fisRoleArn()
                .ifPresent(role -> body.putIfAbsent("roleArn", role));
        var tags = new LinkedHashMap<Object, Object>();
        if (body.get("tags") instanceof Map<?, ?> own) {
            tags.putAll(own);
        }
        tags.putIfAbsent("blackstart", plan.runId());
        body.put("tags", tags);
        return body;
    }

    /**
     * Whether an alarm can end the fault. A template whose only stop condition is {@code none} is
     * meant for a sandbox.
     */
    public static boolean stopsOnAlarm(Fault.Inline fault) {
        return fault.template().get("stopConditions") instanceof List<?> conditions
                && conditions.stream()
                        .anyMatch(condition ->
                                condition instanceof Map<?, ?> map
                                        && "aws:cloudwatch:alarm".equals(map.get("source")));
    }

    /** The body as pretty JSON, without an end of line. */
    public static String json(Fault.Inline fault, Plan plan) {
        return PRETTY.writeValueAsString(body(fault, plan));
    }
}
