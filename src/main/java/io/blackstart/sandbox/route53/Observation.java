package io.blackstart.sandbox.route53;

import java.time.Instant;

/**
 * What one check found.
 *
 * @param report AWS's free text; begins with {@code Success:} or {@code Failure:}
 * @param checked wall clock, when the check ended
 */
record Observation(boolean passed, String report, Instant checked) {
    static Observation success(String what) {
        return new Observation(true, "Success: " + what, Instant.now());
    }

    static Observation failure(String what) {
        return new Observation(false, "Failure: " + what, Instant.now());
    }
}
