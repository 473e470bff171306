package io.blackstart.sandbox;

import java.util.Map;

/** A subnet of the sandbox's VPCs, as FIS targets it by tag or ARN. */
public record Subnet(String id, String region, String arn, Map<String, String> tags) {
    public Subnet {
        tags = Map.copyOf(tags);
    }
}
