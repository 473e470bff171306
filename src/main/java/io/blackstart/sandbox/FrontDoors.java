package io.blackstart.sandbox;

import io.blackstart.sandbox.Traffic.Way;
import io.blackstart.sandbox.network.FreePorts;
import io.blackstart.sandbox.network.Link;
import io.blackstart.sandbox.network.Network;
import io.blackstart.sandbox.network.Network.Route;
import io.blackstart.sandbox.region.Region;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The addresses at which the regions are reached from outside: for users on one port of each
 * region's own address, for Route 53's checkers by a way of their own to the same load balancer.
 */
final class FrontDoors implements AutoCloseable {
    private final int port;
    private final Map<Way, Link> links;
    private final List<SocketChannel> shut;

    private FrontDoors(int port, Map<Way, Link> links, List<SocketChannel> shut) {
        this.port = port;
        this.links = Map.copyOf(links);
        this.shut = List.copyOf(shut);
    }

    /**
     * Opens the doors on the first port that is free on all addresses.
     *
     * @param regions those in which something runs; at the address of any other place, connections
     *     are refused
     */
    static FrontDoors open(Network network, Map<World.Place, Region> regions) throws IOException {
        Map<Way, Link> links = new HashMap<>();
        for (Map.Entry<World.Place, Region> each : regions.entrySet()) {
            links.put(
                    new Way.Checkers(each.getKey().region()),
                    network.open(Route.straight(World.local(0), each.getValue().frontDoor())));
        }
        return FreePorts.first(port -> open(network, regions, port, links));
    }

    private static FrontDoors open(
            Network network, Map<World.Place, Region> regions, int port, Map<Way, Link> links)
            throws IOException {
        List<SocketChannel> shut = new ArrayList<>();
        List<World.Place> open = new ArrayList<>();
        List<Route> routes = new ArrayList<>();
        try {
            for (World.Place place : World.PLACES) {
                Region region = regions.get(place);
                if (region == null) {
                    shut.add(bound(place, port));
                } else {
                    open.add(place);
                    routes.add(new Route(at(place, port), region.frontDoor(), Duration.ZERO));
                }
            }
            List<Link> opened = network.open(routes);
            for (int i = 0; i < opened.size(); i++) {
                links.put(new Way.Users(open.get(i).region()), opened.get(i));
            }
            return new FrontDoors(port, links, shut);
        } catch (IOException taken) {
            close(shut);
            throw taken;
        }
    }

    /** Keeps a port without listening: whoever connects there is refused. */
    private static SocketChannel bound(World.Place place, int port) throws IOException {
        SocketChannel keeper = SocketChannel.open();
        try {
            return keeper.bind(at(place, port));
        } catch (IOException taken) {
            keeper.close();
            throw taken;
        }
    }

    private static InetSocketAddress at(World.Place place, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(place.address()), port);
    }

    /** The port of all of them. */
    int port() {
        return port;
    }

    /** The users' and the checkers' links, by their ways. */
    Map<Way, Link> links() {
        return links;
    }

    /** Where a checker has to connect to reach an address; another address is reached as it is. */
    InetSocketAddress checkersPath(InetSocketAddress address) {
        for (World.Place place : World.PLACES) {
            Link link = links.get(new Way.Checkers(place.region()));
            if (link != null && at(place, port).equals(address)) {
                return link.address();
            }
        }
        return address;
    }

    @Override
    public void close() throws IOException {
        close(shut);
    }

    private static void close(List<SocketChannel> channels) throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }
}
