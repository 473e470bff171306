package io.blackstart.sandbox.network;

/** What becomes of those who come to a link that is not cut. */
public enum Passage {
    /** Bytes pass both ways. */
    OPEN,
    /** Nobody listens: connections are refused, and those that were open are reset. */
    REFUSED,
    /** Connections are accepted and reset at once, as were those that were open. */
    RESET,
    /** Connections are accepted, and nothing is ever read or said: a process that hangs. */
    MUTE,
    /** What clients say arrives; no answer comes back: a half-open path. */
    ONE_WAY
}
