package io.blackstart.sandbox.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What changes about a server while it lives. It stands in {@code postgresql.auto.conf}, where
 * nobody else writes, and is taken up by a start or a reload.
 *
 * @param follows port of 127.0.0.1 at which the primary is reached; nothing is received without
 * @param synchronous whether a commit waits until the standby has it
 * @param applyDelay how long a commit that was received stays unseen
 * @param readOnly whether writes are refused
 */
record Conf(OptionalInt follows, boolean synchronous, Duration applyDelay, boolean readOnly) {
    private static final String FILE = "postgresql.auto.conf";
    private static final String STANDBY = "standby";

    /** A primary whose commits wait for nobody. */
    static Conf alone() {
        return new Conf(OptionalInt.empty(), false, Duration.ZERO, false);
    }

    /** A standby of what is reached at that port. */
    static Conf following(int port, Duration applyDelay) {
        return new Conf(OptionalInt.of(port), false, applyDelay, false);
    }

    Conf synchronous(boolean waits) {
        return new Conf(follows, waits, applyDelay, readOnly);
    }

    Conf readOnly(boolean refuses) {
        return new Conf(follows, synchronous, applyDelay, refuses);
    }

    /** Deaf: neither connected to a primary nor trying to be. */
    Conf receivingNothing() {
        return new Conf(OptionalInt.empty(), synchronous, applyDelay, readOnly);
    }

    /** The primary's address, where one is known. */
    Optional<String> primary() {
        return follows.isPresent()
                ? Optional.of(
                        "host=127.0.0.1 port="
                                + follows.getAsInt()
                                + " user=postgres application_name="
                                + STANDBY
                                + " sslmode=disable gssencmode=disable connect_timeout=5")
                : Optional.empty();
    }

    /** Writes it into a data folder, whole or not at all. */
    void write(Path data) throws IOException {
        Path draft = data.resolve(FILE + ".draft");
        Files.writeString(
                draft,
                "primary_conninfo = '"
                        + primary().orElse("")
                        + "'\nsynchronous_standby_names = '"
                        + (synchronous ? STANDBY : "")
                        + "'\nrecovery_min_apply_delay = '"
                        + applyDelay.toMillis()
                        + "ms'\ndefault_transaction_read_only = "
                        + (readOnly ? "on" : "off")
                        + "\n");
        Files.move(
                draft,
                data.resolve(FILE),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
