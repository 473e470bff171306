package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.aws.AwsFault;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The operations on tags. */
final class TagApi {
    private static final int RESOURCES_MAX = 10;

    private final HostedZones zones;
    private final HealthChecks checks;
    private final Tags tags = new Tags();

    TagApi(HostedZones zones, HealthChecks checks) {
        this.zones = zones;
        this.checks = checks;
    }

    Answer change(String type, String id, XmlNode request) {
        require(type, id);
        request.named("ChangeTagsForResourceRequest");
        Map<String, String> add = new LinkedHashMap<>();
        request.items("AddTags", "Tag")
                .forEach(tag ->
                        add.put(
                                tag.required("Key"),
                                tag.child("Value").map(XmlNode::text).orElse("")));
        List<String> remove =
                request.items("RemoveTagKeys", "Key").stream()
                        .map(key -> key.text().strip())
                        .toList();
        tags.change(type, id, add, remove);
        return Answer.of("ChangeTagsForResourceResponse");
    }

    Answer list(String type, String id) {
        require(type, id);
        return Answer.of("ListTagsForResourceResponse", set(type, id));
    }

    /** The tags of several things of one type. */
    Answer list(String type, XmlNode request) {
        List<String> ids =
                request
                        .named("ListTagsForResourcesRequest")
                        .items("ResourceIds", "ResourceId")
                        .stream()
                        .map(id -> Route53.bareId(id.text().strip()))
                        .toList();
        if (ids.isEmpty() || ids.size() > RESOURCES_MAX) {
            throw new AwsFault(
                    400,
                    "InvalidInput",
                    "1 to " + RESOURCES_MAX + " ResourceIds are needed, not " + ids.size());
        }
        ids.forEach(id -> require(type, id));
        return Answer.of(
                "ListTagsForResourcesResponse",
                XmlNode.of("ResourceTagSets", ids.stream().map(id -> set(type, id)).toList()));
    }

    private XmlNode set(String type, String id) {
        List<XmlNode> nodes =
                tags.of(type, id).entrySet().stream()
                        .map(tag ->
                                XmlNode.of(
                                        "Tag",
                                        List.of(
                                                XmlNode.of("Key", tag.getKey()),
                                                XmlNode.of("Value", tag.getValue()))))
                        .toList();
        return XmlNode.of(
                "ResourceTagSet",
                List.of(
                        XmlNode.of("ResourceType", type),
                        XmlNode.of("ResourceId", id),
                        XmlNode.of("Tags", nodes)));
    }

    /** Forgets all tags. */
    void reset() {
        tags.reset();
    }

    private void require(String type, String id) {
        switch (type) {
            case "healthcheck" -> checks.find(id);
            case "hostedzone" -> zones.find(id);
            default ->
                    throw new AwsFault(
                            400,
                            "InvalidInput",
                            "tags are on a healthcheck or a hostedzone, not on a " + type);
        }
    }
}
