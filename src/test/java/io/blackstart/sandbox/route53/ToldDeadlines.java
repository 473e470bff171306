package io.blackstart.sandbox.route53;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Deadlines that no clock makes pass: one of them has passed at once, all others never do. */
final class ToldDeadlines implements Deadlines {
    private static final int NONE = -1;

    private final List<Duration> asked = new ArrayList<>();
    private final int passes;

    private ToldDeadlines(int passes) {
        this.passes = passes;
    }

    static ToldDeadlines never() {
        return new ToldDeadlines(NONE);
    }

    /**
     * Where one passes.
     *
     * @param which of them, from 0
     */
    static ToldDeadlines passing(int which) {
        return new ToldDeadlines(which);
    }

    /** The times that were asked for, in order. */
    List<Duration> asked() {
        return List.copyOf(asked);
    }

    @Override
    public Deadline closing(List<Socket> sockets, Duration after) {
        boolean passed = asked.size() == passes;
        asked.add(after);
        if (passed) {
            for (Socket socket : sockets) {
                try {
                    socket.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return new Told(passed);
    }

    private record Told(boolean passed) implements Deadline {
        @Override
        public void close() {
            // nothing is to come
        }
    }
}
