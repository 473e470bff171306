package io.blackstart.evidence;

import java.util.function.Consumer;

/** A re-readable evidence file: a judge may go through it as often as it likes. */
public interface EvidenceReader {
    /** The first line. */
    Header header();

    /**
     * Hands each event on in the order of the file; a torn last line is dropped and told by {@link
     * Reading#torn()}.
     */
    Reading read(Consumer<Event> events);

    /**
     * How reading went.
     *
     * @param events how many were handed on
     * @param torn whether the file ended inside a line
     * @param sha256 of the uncompressed text up to the last whole line, hexadecimal
     */
    record Reading(long events, boolean torn, String sha256) {}
}
