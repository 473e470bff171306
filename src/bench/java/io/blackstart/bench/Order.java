package io.blackstart.bench;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a tool is asked to do, once.
 *
 * @param port of the target on loopback
 * @param perSecond requests
 * @param warmUp a ramp before {@code length}; tools that know none leave it out
 * @param length at the rate
 * @param timeout for connecting, and for an answer
 * @param folder of the run, for whatever the tool writes
 */
record Order(
        int port, int perSecond, Duration warmUp, Duration length, Duration timeout, Path folder) {
    String url() {
        return "http://127.0.0.1:" + port;
    }
}
