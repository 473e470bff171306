package io.blackstart.sandbox.route53;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.blackstart.sandbox.Alarms;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthRuleTest {
    @ParameterizedTest
    @CsvSource({
        // the rows of the table in AWS's rule: the least number of healthy checkers, and one below
        "16, 3, true",
        "16, 2, false",
        "16, 16, true",
        "16, 0, false",
        "15, 3, true",
        "15, 2, false",
        "6, 2, true",
        "6, 1, false",
        "3, 1, true",
        "3, 0, false",
        // exactly 18 % is not more than 18 %
        "50, 9, false",
        "50, 10, true",
    })
    void moreThan18PercentOfTheCheckersAreNeeded(int checkers, int healthy, boolean expected) {
        assertEquals(expected, HealthRule.healthy(healthy, checkers, false, false));
    }

    @ParameterizedTest
    @CsvSource({
        // healthy checkers of 16, disabled, inverted, healthy
        "16, false, true, false",
        "0, false, true, true",
        "16, true, false, true",
        "0, true, false, true",
        "16, true, true, false",
        "0, true, true, false",
    })
    void disabledMeansHealthyAndInvertedMeansTheOpposite(
            int healthy, boolean disabled, boolean inverted, boolean expected) {
        assertEquals(expected, HealthRule.healthy(healthy, 16, disabled, inverted));
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, true",
        "false, true, false",
        "true, false, true",
        "true, true, false"
    })
    void beforeAnyCheckAnEndpointCountsAsHealthy(
            boolean disabled, boolean inverted, boolean expected) {
        int checkers = disabled ? 0 : 16;
        assertEquals(expected, HealthRule.healthy(checkers, checkers, disabled, inverted));
    }

    @ParameterizedTest
    @CsvSource({
        // healthy children, threshold, healthy; 0 is always met and more than there are never
        "0, 0, true",
        "2, 2, true",
        "1, 2, false",
        "3, 4, false",
    })
    void aCalculatedCheckNeedsSoManyHealthyChildren(int children, int threshold, boolean expected) {
        assertEquals(expected, HealthRule.enough(children, threshold));
    }

    @ParameterizedTest
    @CsvSource({
        // the alarm's data, what too little of it means, what was last known, healthy
        "OK, UNHEALTHY, false, true",
        "ALARM, HEALTHY, true, false",
        "INSUFFICIENT_DATA, HEALTHY, false, true",
        "INSUFFICIENT_DATA, UNHEALTHY, true, false",
        "INSUFFICIENT_DATA, LAST_KNOWN, true, true",
        "INSUFFICIENT_DATA, LAST_KNOWN, false, false",
    })
    void aMetricSaysWhatItsAlarmsDataSays(
            Alarms.State state,
            HealthCheckConfig.Insufficient insufficient,
            boolean last,
            boolean expected) {
        assertEquals(expected, HealthRule.healthy(state, insufficient, last));
    }
}
