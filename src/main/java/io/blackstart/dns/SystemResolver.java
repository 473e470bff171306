package io.blackstart.dns;

import io.blackstart.dns.DnsServer.Answer;
import io.blackstart.dns.DnsServer.Family;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The operating system's resolver, its hosts file and caches included, asked anew each time through
 * {@code getaddrinfo}: what a program without a cache of its own gets. It tells no TTL.
 */
public final class SystemResolver implements Resolver {
    private static final int AF_INET = 2;
    private static final int SOCK_STREAM = 1;
    private static final long HINTS_BYTES = 48;
    private static final int ADDRESSES_MOST = 256;

    /** Where the fields of {@code struct addrinfo} lie; the first ones are alike everywhere. */
    private enum Layout {
        LINUX(10, 24),
        MAC(30, 32);

        private final int ipv6;
        private final long address;

        Layout(int ipv6, long address) {
            this.ipv6 = ipv6;
            this.address = address;
        }
    }

    private final Layout layout;
    private final MethodHandle getaddrinfo;
    private final MethodHandle freeaddrinfo;
    private final BoundedLookup lookups;

    @SuppressWarnings("restricted") // native calls; the jar and the launcher allow them
    private SystemResolver(Layout layout, Duration timeout) {
        this.layout = layout;
        this.lookups = new BoundedLookup("system", timeout);
        Linker linker = Linker.nativeLinker();
        this.getaddrinfo =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("getaddrinfo"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.ADDRESS,
                                ValueLayout.ADDRESS,
                                ValueLayout.ADDRESS,
                                ValueLayout.ADDRESS));
        this.freeaddrinfo =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("freeaddrinfo"),
                        FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
    }

    /** This machine's, where Blackstart knows how to ask it: on Linux and macOS. */
    public static Optional<SystemResolver> ofThisMachine(Duration timeout) {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (name.startsWith("linux")) {
            return Optional.of(new SystemResolver(Layout.LINUX, timeout));
        }
        return name.startsWith("mac")
                ? Optional.of(new SystemResolver(Layout.MAC, timeout))
                : Optional.empty();
    }

    @Override
    public Answer ask(String name, Family family) throws IOException {
        return lookups.within(() -> lookUp(name, family));
    }

    @Override
    public String label() {
        return "getaddrinfo";
    }

    private Answer lookUp(String name, Family family) throws UnknownHostException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment hints = arena.allocate(HINTS_BYTES, ValueLayout.ADDRESS.byteAlignment());
            hints.set(ValueLayout.JAVA_INT, 4, family == Family.IPV4 ? AF_INET : layout.ipv6);
            hints.set(ValueLayout.JAVA_INT, 8, SOCK_STREAM);
            MemorySegment found = arena.allocate(ValueLayout.ADDRESS);
            int code = call(arena.allocateFrom(name), hints, found);
            if (code != 0) {
                return new Answer("EAI(" + code + ")", List.of(), 0);
            }
            MemorySegment first = found.get(ValueLayout.ADDRESS, 0);
            try {
                List<InetAddress> addresses = addresses(first, family);
                return new Answer("NOERROR", addresses, addresses.isEmpty() ? 0 : NO_TTL);
            } finally {
                free(first);
            }
        }
    }

    @SuppressWarnings("restricted") // the list's memory is the operating system's
    private List<InetAddress> addresses(MemorySegment first, Family family)
            throws UnknownHostException {
        List<InetAddress> addresses = new ArrayList<>();
        MemorySegment at = first;
        while (at.address() != 0 && addresses.size() < ADDRESSES_MOST) {
            MemorySegment info = at.reinterpret(HINTS_BYTES);
            // family, port, then the address; IPv6 has its flow label in between
            long from = family == Family.IPV4 ? 4 : 8;
            int length = family == Family.IPV4 ? 4 : 16;
            byte[] bytes =
                    info.get(ValueLayout.ADDRESS, layout.address)
                            .reinterpret(from + length)
                            .asSlice(from, length)
                            .toArray(ValueLayout.JAVA_BYTE);
            addresses.add(InetAddress.getByAddress(bytes));
            at = info.get(ValueLayout.ADDRESS, HINTS_BYTES - 8);
        }
        return addresses;
    }

    private int call(MemorySegment name, MemorySegment hints, MemorySegment found) {
        try {
            return (int) getaddrinfo.invokeExact(name, MemorySegment.NULL, hints, found);
        } catch (Throwable e) {
            throw new IllegalStateException("calling getaddrinfo", e);
        }
    }

    private void free(MemorySegment first) {
        try {
            freeaddrinfo.invokeExact(first);
        } catch (Throwable e) {
            throw new IllegalStateException("calling freeaddrinfo", e);
        }
    }
}
