package io.blackstart.sandbox.fis.action;

import io.blackstart.sandbox.Estate;
import io.blackstart.sandbox.Estate.Scope;
import io.blackstart.sandbox.Resource;

import java.util.Optional;

/** Denies the traffic of subnets by their network ACL: silently, both ways, open flows too. */
public record DisruptConnectivity() implements Action {
    private static final String PREFIX_LIST = "prefixListIdentifier";
    private static final Definition DEFINITION =
            Definition.of(
                    "aws:network:disrupt-connectivity",
                    "Denies traffic of subnets in both directions; inside a subnet it goes on.",
                    new Definition.Slot("Subnets", Resource.SUBNET, 5),
                    Parameter.duration(),
                    Parameter.required(
                            "scope",
                            "The kind of traffic that is denied.",
                            Parameter.oneOf(
                                    "all",
                                    "availability-zone",
                                    "dynamodb",
                                    "prefix-list",
                                    "s3",
                                    "s3express",
                                    "vpc")),
                    Parameter.optional(
                            PREFIX_LIST, "With scope prefix-list: which one.", Parameter.TEXT));

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public void check(Parameters parameters) {
        String scope = parameters.required("scope");
        if (scope.equals("prefix-list") != parameters.text(PREFIX_LIST).isPresent()) {
            throw Faults.invalid(
                    PREFIX_LIST + " goes with scope prefix-list and no other, not with " + scope);
        }
    }

    @Override
    public Optional<String> obstacle(Call call) {
        String scope = call.parameters().required("scope");
        return scope(scope).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "the sandbox disrupts connectivity with scope all, availability-zone or"
                                + " vpc; it has nothing that scope "
                                + scope
                                + " could cut off");
    }

    private static Optional<Scope> scope(String word) {
        return switch (word) {
            case "all" -> Optional.of(Scope.ALL);
            case "vpc" -> Optional.of(Scope.VPC);
            case "availability-zone" -> Optional.of(Scope.AVAILABILITY_ZONE);
            default -> Optional.empty();
        };
    }

    @Override
    public Doing start(Call call) {
        Estate.Cut cut =
                call.cloud()
                        .estate()
                        .disrupt(
                                call.targets(),
                                scope(call.parameters().required("scope")).orElseThrow());
        return new Doing.Lasting(call.parameters().span("duration"), cut::close);
    }
}
