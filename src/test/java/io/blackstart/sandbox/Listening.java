package io.blackstart.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sockets at which processes can be reached, as Linux tells it. */
final class Listening {
    private static final Pattern INODE = Pattern.compile("socket:\\[(\\d+)]");
    private static final String TCP_LISTEN = "0A";
    private static final String UDP_UNCONNECTED = "07";

    private Listening() {}

    /** A socket: its protocol and the address that it is bound to. */
    record At(String protocol, InetAddress address, int port) {}

    /** TCP listeners and unconnected UDP sockets of some processes. */
    static List<At> of(List<ProcessHandle> processes) throws IOException {
        Set<String> inodes = new HashSet<>();
        for (ProcessHandle process : processes) {
            inodes.addAll(inodes(process.pid()));
        }
        List<At> found = new ArrayList<>();
        for (String protocol : List.of("tcp", "tcp6", "udp", "udp6")) {
            String state = protocol.startsWith("tcp") ? TCP_LISTEN : UDP_UNCONNECTED;
            Path table = Path.of("/proc/net/" + protocol);
            if (Files.exists(table)) {
                Files.readAllLines(table).stream()
                        .skip(1)
                        .map(line -> line.strip().split("\\s+", -1))
                        .filter(columns -> columns[3].equals(state) && inodes.contains(columns[9]))
                        .forEach(columns -> found.add(at(protocol, columns[1])));
            }
        }
        return found;
    }

    private static Set<String> inodes(long pid) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            for (Path each : open.toList()) {
                Matcher socket = INODE.matcher(target(each));
                if (socket.matches()) {
                    inodes.add(socket.group(1));
                }
            }
        }
        return inodes;
    }

    private static String target(Path link) throws IOException {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (FileSystemException closedMeanwhile) {
            return "";
        }
    }

    /** Linux prints each 32 bits of an address in the machine's order of bytes. */
    private static At at(String protocol, String column) {
        String[] parts = column.split(":", 2);
        byte[] printed = HexFormat.of().parseHex(parts[0]);
        byte[] address = new byte[printed.length];
        for (int i = 0; i < printed.length; i++) {
            address[i] = printed[i / 4 * 4 + 3 - i % 4];
        }
        try {
            return new At(
                    protocol, InetAddress.getByAddress(address), Integer.parseInt(parts[1], 16));
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }
}
