package io.blackstart.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.experiment.ClientModel;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.retries.DefaultRetryStrategy;

import java.time.Duration;
import java.util.SplittableRandom;

final class BackoffTest {
    private static final int SEEDS = 2_000;

    @Test
    void anSdksWaitIsAnythingUpToALimitThatDoubles() {
        for (int attempt = 1; attempt <= 12; attempt++) {
            Duration limit = Duration.ofMillis(Math.min(20_000, 100L << (attempt - 1)));
            Duration longest = Duration.ZERO;
            for (int seed = 0; seed < SEEDS; seed++) {
                Duration wait =
                        Backoff.after(attempt, ClientModel.AWS_SDK, new SplittableRandom(seed));
                assertTrue(!wait.isNegative() && wait.compareTo(limit) <= 0, wait.toString());
                longest = wait.compareTo(longest) > 0 ? wait : longest;
            }
            assertTrue(longest.compareTo(limit.multipliedBy(9).dividedBy(10)) > 0, "uses it all");
        }
    }

    @Test
    void anAppsWaitDoublesAndChanceOnlyAddsToIt() {
        for (int attempt = 1; attempt <= 8; attempt++) {
            Duration least = Duration.ofSeconds(Math.min(32, 1L << (attempt - 1)));
            for (int seed = 0; seed < SEEDS; seed++) {
                Duration wait =
                        Backoff.after(attempt, ClientModel.MOBILE, new SplittableRandom(seed));
                assertTrue(wait.compareTo(least) >= 0, wait + " after attempt " + attempt);
                assertTrue(wait.compareTo(Duration.ofSeconds(32)) <= 0, wait.toString());
                assertTrue(wait.compareTo(least.plusSeconds(1)) <= 0, wait.toString());
            }
        }
    }

    @Test
    void noWaitOverflowsHoweverManyAttemptsThereWere() {
        assertEquals(
                Duration.ofSeconds(32),
                Backoff.after(10_000, ClientModel.MOBILE, new SplittableRandom(1)));
    }

    @Test
    void theSdksOwnStandardModeTriesAsOftenAsItsPreset() {
        assertEquals(
                DefaultRetryStrategy.standardStrategyBuilder().build().maxAttempts(),
                ClientModel.AWS_SDK.attemptsMost());
    }

    @Test
    void successesEarnRetriesBackButNoMoreThanThereWere() {
        RetryQuota quota = new RetryQuota(2);
        assertEquals(2, taken(quota));
        quota.succeeded(true);
        assertEquals(1, taken(quota));
        for (int i = 0; i < 5; i++) {
            quota.succeeded(false);
        }
        assertEquals(1, taken(quota), "five plain successes earn one");
        for (int i = 0; i < 1_000; i++) {
            quota.succeeded(false);
        }
        assertEquals(2, taken(quota), "never more than at the begin");
    }

    private static int taken(RetryQuota quota) {
        int taken = 0;
        while (quota.take()) {
            taken++;
        }
        return taken;
    }
}
