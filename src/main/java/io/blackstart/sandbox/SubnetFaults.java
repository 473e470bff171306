package io.blackstart.sandbox;

import java.util.Set;

/** What FIS can do to subnets; acted out by the regions' relays. */
public interface SubnetFaults {
    /**
     * Cuts all traffic that enters or leaves the subnets, in both directions and silently; returns
     * when nothing passes any more. Closing the handle lifts it; closing twice is harmless.
     */
    Cut isolate(Set<Subnet> subnets);

    /** A cut in force. */
    interface Cut extends AutoCloseable {
        @Override
        void close();
    }
}
