package io.blackstart.sandbox.route53;

import java.net.InetAddress;
import java.util.Optional;

/** Where the checkers look up endpoints that are known by name. */
interface CheckerNames {
    /** An IPv4 address of the name, as it is at this moment; nothing when there is none. */
    Optional<InetAddress> ipv4(String name);
}
