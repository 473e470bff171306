package io.blackstart.sandbox.fis;

import io.blackstart.sandbox.aws.AwsRequest;
import io.blackstart.sandbox.fis.action.Faults;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.util.List;

/** The operations on tags. */
final class TagApi {
    private final ResourceTags tags;

    TagApi(ResourceTags tags) {
        this.tags = tags;
    }

    JsonNode answer(Route route, AwsRequest request) {
        String arn = Limit.ARN.check("resourceArn", route.id());
        if (!arn.startsWith(Ids.arn(request.region(), ""))) {
            throw Faults.notFound(arn + " is no ARN of FIS in " + request.region());
        }
        return switch (route.operation()) {
            case "GET tags/{}" -> Pages.envelope("tags", ResourceTags.write(tags.require(arn)));
            case "POST tags/{}" -> {
                Fields body = Body.of(request);
                if (!body.has("tags")) {
                    throw Faults.invalid("tags is required");
                }
                tags.add(arn, ResourceTags.read(body));
                yield JsonNodeFactory.instance.objectNode();
            }
            case "DELETE tags/{}" -> {
                // AWS's model does not require the keys: without any, nothing is removed
                tags.remove(arn, request.query().getOrDefault("tagKeys", List.of()));
                yield JsonNodeFactory.instance.objectNode();
            }
            default -> throw route.unknown();
        };
    }
}
