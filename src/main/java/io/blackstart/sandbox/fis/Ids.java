package io.blackstart.sandbox.fis;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/** How FIS writes ids, ARNs and moments. */
final class Ids {
    static final String ACCOUNT = "123456789012";

    private Ids() {}

    /** A new id, such as {@code EXT5b2dd3f41eb84a2c}. */
    static String next(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }

    /** The ARN of a thing in a region, such as {@code experiment/EXP1}. */
    static String arn(String region, String thing) {
        return "arn:aws:fis:" + region + ":" + ACCOUNT + ":" + thing;
    }

    /** A moment: seconds since 1970, with a fraction. */
    static BigDecimal epochSeconds(Instant instant) {
        return BigDecimal.valueOf(instant.toEpochMilli(), 3);
    }
}
