package io.blackstart.sandbox.route53;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailoverTest {
    @ParameterizedTest
    @CsvSource({
        "true, true, PRIMARY",
        "true, false, PRIMARY",
        "false, true, SECONDARY",
        // no record is healthy: all count as healthy
        "false, false, PRIMARY",
    })
    void answersThePrimaryUnlessOnlyTheSecondaryIsHealthy(
            boolean primary, boolean secondary, Failover.Role answer) {
        assertEquals(answer, Failover.answer(primary, secondary));
    }
}
