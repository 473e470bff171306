package io.blackstart.sandbox.fis;

import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateActionInput;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateRequest;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateStopConditionInput;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateTargetInput;

import java.util.List;
import java.util.Map;

/** Requests for templates, for tests. */
final class Drafts {
    static final String ROLE = "arn:aws:iam::123456789012:role/fis";

    private Drafts() {}

    /** A template without targets and stop conditions. */
    static CreateExperimentTemplateRequest.Builder template(
            Map<String, CreateExperimentTemplateActionInput> actions) {
        return CreateExperimentTemplateRequest.builder()
                .description("a drill")
                .roleArn(ROLE)
                .stopConditions(
                        CreateExperimentTemplateStopConditionInput.builder().source("none").build())
                .tags(Map.of("Name", "drill"))
                .actions(actions);
    }

    /** One action that is aimed at what has a tag. */
    static CreateExperimentTemplateRequest.Builder aimed(
            CreateExperimentTemplateActionInput action,
            CreateExperimentTemplateTargetInput target) {
        return template(Map.of("net", action)).targets(Map.of("those", target));
    }

    /** Cuts the subnets of a tier off. */
    static CreateExperimentTemplateRequest.Builder disrupt(String duration, String tier) {
        return aimed(net(duration, "all"), tagged("aws:ec2:subnet", "tier", tier));
    }

    static CreateExperimentTemplateActionInput net(String duration, String scope) {
        return action(
                "aws:network:disrupt-connectivity",
                Map.of("duration", duration, "scope", scope),
                Map.of("Subnets", "those"));
    }

    static CreateExperimentTemplateActionInput pause(String duration, String... after) {
        return action("aws:fis:wait", Map.of("duration", duration), Map.of()).toBuilder()
                .startAfter(List.of(after))
                .build();
    }

    static CreateExperimentTemplateActionInput action(
            String id, Map<String, String> parameters, Map<String, String> targets) {
        return CreateExperimentTemplateActionInput.builder()
                .actionId(id)
                .parameters(parameters)
                .targets(targets)
                .build();
    }

    static CreateExperimentTemplateTargetInput tagged(String type, String key, String value) {
        return CreateExperimentTemplateTargetInput.builder()
                .resourceType(type)
                .resourceTags(Map.of(key, value))
                .selectionMode("ALL")
                .build();
    }

    static CreateExperimentTemplateTargetInput arn(String type, String arn) {
        return CreateExperimentTemplateTargetInput.builder()
                .resourceType(type)
                .resourceArns(arn)
                .selectionMode("ALL")
                .build();
    }

    static CreateExperimentTemplateStopConditionInput alarm(String arn) {
        return CreateExperimentTemplateStopConditionInput.builder()
                .source("aws:cloudwatch:alarm")
                .value(arn)
                .build();
    }
}
