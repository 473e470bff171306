package io.blackstart.sandbox.fis.action;

import io.blackstart.sandbox.Estate;
import io.blackstart.sandbox.Resource;

import java.util.Optional;

/** Takes the routes to another region out of the subnets' route tables. */
public record DisruptCrossRegion() implements Action {
    private static final Definition DEFINITION =
            Definition.of(
                    "aws:network:route-table-disrupt-cross-region-connectivity",
                    "Blocks what subnets send to another Region on their own.",
                    new Definition.Slot("Subnets", Resource.SUBNET, 6),
                    Parameter.duration(),
                    Parameter.required("region", "The Region to isolate from.", Parameter.TEXT));

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public Optional<String> obstacle(Call call) {
        String other = call.parameters().required("region");
        if (other.equals(call.region())) {
            return Optional.of("the subnets are in " + other + " themselves");
        }
        return call.cloud().hasRegion(other)
                ? Optional.empty()
                : Optional.of("the sandbox has nothing in the Region " + other);
    }

    @Override
    public Doing start(Call call) {
        Estate.Cut cut =
                call.cloud()
                        .estate()
                        .disruptCrossRegion(call.targets(), call.parameters().required("region"));
        return new Doing.Lasting(call.parameters().span("duration"), cut::close);
    }
}
