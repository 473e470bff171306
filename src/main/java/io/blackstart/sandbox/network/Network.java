package io.blackstart.sandbox.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * All the links of the sandbox, moved by one thread: a byte passes only while that thread moves it,
 * so that a cut of any number of links, made on that thread, takes effect at one exact instant.
 */
public final class Network implements AutoCloseable {
    private static final long ANSWER_SECONDS_MAX = 10;
    private static final int READ_BYTES = 64 * 1024;

    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> orders = new ConcurrentLinkedQueue<>();
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(READ_BYTES);
    private final List<Link> links = new ArrayList<>(); // guarded by the network's thread
    private volatile boolean closed;

    private Network(Selector selector) {
        this.selector = selector;
        this.thread = Thread.ofPlatform().name("sandbox network").daemon().unstarted(this::move);
    }

    /** A network without links. */
    public static Network start() throws IOException {
        Network network = new Network(Selector.open());
        network.thread.start();
        return network;
    }

    /** Takes part in the network's turns. */
    interface Turn {
        /** Moves what is due; the nanoTime at which it wants the next turn, or Long.MAX_VALUE. */
        long turn(long now) throws IOException;
    }

    /** A handler of one channel's readiness. */
    interface Ready {
        void ready(SelectionKey key);
    }

    /**
     * A way through the network: whoever connects to one address speaks with the other.
     *
     * @param oneWay how long a byte travels in either direction
     * @param jitter how much longer it sometimes takes, evenly spread; bytes stay in order
     */
    public record Route(
            InetSocketAddress listen, InetSocketAddress target, Duration oneWay, Duration jitter) {
        /** A way whose delay never varies. */
        public Route(InetSocketAddress listen, InetSocketAddress target, Duration oneWay) {
            this(listen, target, oneWay, Duration.ZERO);
        }

        /** A way without delay. */
        public static Route straight(InetSocketAddress listen, InetSocketAddress target) {
            return new Route(listen, target, Duration.ZERO);
        }
    }

    /**
     * Opens links, all or none.
     *
     * @return in the order of the routes
     * @throws java.net.BindException when an address is taken
     */
    public List<Link> open(List<Route> routes) throws IOException {
        return ask(() -> {
            List<Link> opened = new ArrayList<>();
            try {
                for (Route route : routes) {
                    opened.add(Link.open(this, route));
                }
            } catch (IOException failed) {
                opened.forEach(Link::close);
                throw failed;
            }
            links.addAll(opened);
            return List.copyOf(opened);
        });
    }

    /** Opens one link. */
    public Link open(Route route) throws IOException {
        return open(List.of(route)).getFirst();
    }

    /** What becomes of the bytes that a cut catches on their way. */
    public enum Bytes {
        /** They are delivered after the mend, as TCP does when it outlives the hole. */
        HELD,
        /** They never arrive: after the mend, each connection that was open is reset. */
        LOST
    }

    /**
     * Cuts links, all at the same instant: from then on no byte passes on them, connections stay
     * open in silence, and new ones get no answer. What is on its way is held.
     *
     * @return {@link System#nanoTime()} of that instant
     */
    public long cut(Collection<Link> cut) throws IOException {
        return cut(cut, Bytes.HELD);
    }

    /**
     * Cuts links as {@link #cut(Collection)} does. Of cuts that overlap on a link, one that loses
     * is enough for the loss.
     */
    public long cut(Collection<Link> cut, Bytes bytes) throws IOException {
        return ask(() -> {
            long instant = System.nanoTime();
            for (Link link : cut) {
                link.cut(bytes);
            }
            return instant;
        });
    }

    /**
     * Lifts one cut from each of the links, all at the same instant; what was held is delivered,
     * and where bytes were lost the connections are reset.
     *
     * @return {@link System#nanoTime()} of that instant
     */
    public long mend(Collection<Link> mended) throws IOException {
        return ask(() -> {
            long instant = System.nanoTime();
            for (Link link : mended) {
                link.mend();
            }
            return instant;
        });
    }

    /**
     * Treats everybody who comes to a link so from now on; a link that is cut cannot be asked.
     *
     * @return {@link System#nanoTime()} at which it was so for certain
     */
    public long pass(Link link, Passage passage) throws IOException {
        return ask(() -> {
            link.pass(passage);
            return System.nanoTime();
        });
    }

    /** Closes all links with their connections; closing twice is harmless. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join(Duration.ofSeconds(1));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    Selector selector() {
        return selector;
    }

    /** Lets the selector see what was closed. */
    void flush() throws IOException {
        selector.selectNow(this::dispatch);
    }

    /** Room for one read, for use within a turn. */
    ByteBuffer scratch() {
        return scratch.clear();
    }

    private <T> T ask(Callable<T> order) throws IOException {
        CompletableFuture<T> answer = new CompletableFuture<>();
        orders.add(() -> {
            try {
                answer.complete(order.call());
            } catch (Exception failed) {
                answer.completeExceptionally(failed);
            }
        });
        selector.wakeup();
        try {
            return answer.get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException expected) {
                throw expected;
            }
            throw new IllegalStateException("the sandbox's network failed", failed);
        } catch (TimeoutException silent) {
            throw new IOException("the sandbox's network is closed or stuck", silent);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the network took an order", interrupted);
        }
    }

    private void move() {
        try (selector) {
            long next = Long.MAX_VALUE;
            while (!closed) {
                selector.select(this::dispatch, untilMillis(next));
                for (Runnable order = orders.poll(); order != null; order = orders.poll()) {
                    order.run();
                }
                long now = System.nanoTime();
                next = Long.MAX_VALUE;
                for (Link link : links) {
                    next = earlier(next, link.turn(now));
                }
            }
        } catch (IOException | ClosedSelectorException failed) {
            if (!closed) {
                throw new IllegalStateException("the sandbox's network failed", failed);
            }
        } finally {
            links.forEach(Link::close);
        }
    }

    private void dispatch(SelectionKey key) {
        if (key.isValid() && key.attachment() instanceof Ready handler) {
            handler.ready(key);
        }
    }

    /** The earlier of two instants on the nanoTime scale; Long.MAX_VALUE means never. */
    static long earlier(long one, long other) {
        if (one == Long.MAX_VALUE) {
            return other;
        }
        return other == Long.MAX_VALUE || one - other < 0 ? one : other;
    }

    /** What select() takes: 0 means without end, so what is due has to wait one millisecond. */
    private static long untilMillis(long next) {
        if (next == Long.MAX_VALUE) {
            return 0;
        }
        return Math.max(1, Math.ceilDiv(next - System.nanoTime(), 1_000_000L));
    }
}
