package io.blackstart.sandbox.fis.action;

import io.blackstart.sandbox.Databases;
import io.blackstart.sandbox.Resource;

import java.util.Optional;

/** Calls RebootDBInstance. */
public record RebootDatabase() implements Action {
    private static final String FORCE = "forceFailover";
    private static final Definition DEFINITION =
            Definition.of(
                    "aws:rds:reboot-db-instances",
                    "Reboots database instances.",
                    new Definition.Slot("DBInstances", Resource.DB_INSTANCE, 5),
                    Parameter.optional(
                            FORCE, "Whether another zone takes over meanwhile.", Parameter.FLAG));

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    /** RDS takes a forced failover only for Multi-AZ instances outside a cluster. */
    @Override
    public Optional<String> obstacle(Call call) {
        return call.parameters().flag(FORCE)
                ? Optional.of(
                        "the sandbox's instances belong to clusters, which take no "
                                + FORCE
                                + "; aws:rds:failover-db-cluster fails one over")
                : Optional.empty();
    }

    @Override
    public Doing start(Call call) {
        Databases databases = call.cloud().databases();
        call.targets().forEach(instance -> databases.reboot(instance.id()));
        return new Doing.Done();
    }
}
