package io.blackstart.sandbox.route53;

import java.net.Socket;
import java.time.Duration;
import java.util.List;

/** Closes sockets that are still in use when their time is over. */
interface Deadlines {
    /**
     * Begins the time of sockets.
     *
     * @param after of real time, until they are closed
     */
    Deadline closing(List<Socket> sockets, Duration after);

    /** A deadline of sockets; over without effect when it is closed in time. */
    interface Deadline extends AutoCloseable {
        /** Whether the sockets' time was over before this was closed. */
        boolean passed();

        @Override
        void close();
    }
}
