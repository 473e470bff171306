package io.blackstart.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

final class DatabaseStopsTest {
    static final String RUNBOOK = "arn:aws:ssm:me-south-1::document/AWS-StartStopAuroraCluster";

    static FisAction runbook(String document, String parameters) {
        return new FisAction(
                "aws:ssm:start-automation-execution",
                Map.of(
                        "documentArn",
                        document,
                        "documentParameters",
                        parameters,
                        "maxDuration",
                        "PT10M"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ClusterName\":\"orders\",\"Action\":\"Stop\"}",
                "{\"ClusterName\":[\"orders\"],\"Action\":[\"Stop\"]}"
            })
    void aStoppedClusterIsFoundHoweverItIsWritten(String parameters) {
        assertEquals(List.of("orders"), DatabaseStops.in(List.of(runbook(RUNBOOK, parameters))));
    }

    @Test
    void everyClusterIsNamedOnce() {
        String orders = "{\"ClusterName\":\"orders\",\"Action\":\"Stop\"}";
        String carts = "{\"ClusterName\":\"carts\",\"Action\":\"Stop\"}";

        assertEquals(
                List.of("carts", "orders"),
                DatabaseStops.in(
                        List.of(
                                runbook(RUNBOOK, orders),
                                runbook(RUNBOOK, carts),
                                runbook(RUNBOOK, orders))));
    }

    @Test
    void whatStopsNoClusterIsNotFound() {
        assertEquals(
                List.of(),
                DatabaseStops.in(
                        List.of(
                                new FisAction(
                                        "aws:network:disrupt-connectivity",
                                        Map.of("scope", "all", "duration", "PT5M")),
                                runbook(
                                        "arn:aws:ssm:me-south-1::document/AWS-RestartEC2Instance",
                                        "{}"),
                                runbook(
                                        RUNBOOK,
                                        "{\"ClusterName\":\"orders\",\"Action\":\"Start\"}"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "orders",
                "{}",
                "{\"Action\":\"Stop\"}",
                "{\"ClusterName\":\" \",\"Action\":\"Stop\"}",
                "{\"ClusterName\":[\"orders\",\"carts\"],\"Action\":\"Stop\"}",
                "{\"ClusterName\":\"orders\",\"Action\":\"{{ Action }}\"}"
            })
    void whatCannotBeReadIsNotAssumed(String parameters) {
        var unclear =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> DatabaseStops.in(List.of(runbook(RUNBOOK, parameters))));
        assertTrue(
                String.valueOf(unclear.getMessage()).contains("do not say which cluster"),
                unclear.getMessage());
    }
}
