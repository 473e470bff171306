package io.blackstart.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;

import io.blackstart.run.UndoEntry;
import io.blackstart.run.UndoJournal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A database that a killed run left stopped, over RDS's wire. */
final class LeftoversIT {
    private static final Pattern ACTION = Pattern.compile("Action=(\\w+)");
    @TempDir private Path run;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String status = "stopped";
    private HttpServer rds;

    @BeforeEach
    void start() throws IOException {
        rds = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        rds.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        String body =
                                new String(
                                        exchange.getRequestBody().readAllBytes(),
                                        StandardCharsets.UTF_8);
                        Matcher action = ACTION.matcher(body);
                        String name = action.find() ? action.group(1) : "none";
                        asked.add(name);
                        byte[] answer = answer(name).getBytes(StandardCharsets.UTF_8);
                        exchange.getResponseHeaders().set("Content-Type", "text/xml");
                        exchange.sendResponseHeaders(
                                name.equals("none") ? 400 : 200, answer.length);
                        exchange.getResponseBody().write(answer);
                    }
                });
        rds.start();
    }

    private String answer(String action) {
        if (action.equals("StartDBCluster")) {
            status = "available";
        }
        String cluster =
                "<DBCluster><DBClusterIdentifier>orders</DBClusterIdentifier><Status>"
                        + status
                        + "</Status></DBCluster>";
        String result =
                action.equals("DescribeDBClusters")
                        ? "<DBClusters>" + cluster + "</DBClusters>"
                        : cluster;
        return "<%1$sResponse><%1$sResult>%2$s</%1$sResult></%1$sResponse>"
                .formatted(action, result);
    }

    @AfterEach
    void stop() {
        rds.stop(0);
    }

    private void announced(String kind) throws IOException {
        String endpoint = "http://127.0.0.1:" + rds.getAddress().getPort();
        try (UndoJournal journal = UndoJournal.in(run)) {
            journal.write(new UndoEntry.FaultIntended(kind, "run-1", "me-south-1", endpoint, ""));
            journal.write(
                    new UndoEntry.DatabaseStopIntended(kind, "me-south-1", "orders", endpoint, ""));
            journal.write(new UndoEntry.FaultMended("completed"));
        }
    }

    @Test
    void aStoppedDatabaseIsStartedByRecoverOnce() throws Exception {
        announced("sandbox");

        Optional<Leftovers.Mended> mended = Leftovers.mend(run);

        assertEquals(
                Optional.of(
                        new Leftovers.Mended(run, true, "database cluster orders: started again")),
                mended);
        assertEquals(List.of("DescribeDBClusters", "StartDBCluster", "DescribeDBClusters"), asked);
        assertEquals(Optional.empty(), Leftovers.mend(run), "once it is started, nothing is left");
    }

    @Test
    void aSandboxThatIsGoneHasNothingLeft() throws Exception {
        announced("sandbox");
        rds.stop(0);

        assertTrue(Leftovers.mend(run).orElseThrow().clean());
        assertEquals(Optional.empty(), Leftovers.mend(run));
    }

    @Test
    void whatIsNotStartedIsLeft() throws Exception {
        announced("sandbox");
        rds.removeContext("/"); // answers 404 from now on

        assertFalse(Leftovers.mend(run).orElseThrow().clean());
        assertFalse(Leftovers.mend(run).orElseThrow().clean(), "and is tried again");
    }
}
