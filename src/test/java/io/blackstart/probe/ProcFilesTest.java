package io.blackstart.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

final class ProcFilesTest {
    @TempDir private Path proc;

    @Test
    void readsWhatTheKernelTells() throws IOException {
        write("uptime", "24307.11 19943.82\n");
        write(
                "pressure/cpu",
                """
                some avg10=0.36 avg60=0.14 avg300=2.64 total=9880685426
                full avg10=0.00 avg60=0.00 avg300=0.00 total=0
                """);
        write(
                "net/sockstat",
                """
                sockets: used 316
                TCP: inuse 1 orphan 0 tw 1200 alloc 34 mem 176
                UDP: inuse 0 mem 0
                """);
        write("sys/net/ipv4/ip_local_port_range", "32768\t60999\n");
        ProcFiles files = new ProcFiles(proc);

        assertEquals(Optional.of(Duration.ofMillis(24_307_110)), files.up());
        assertEquals(
                Optional.of(Duration.ofSeconds(9_880).plusNanos(685_426_000)), files.cpuWaited());
        assertEquals(Optional.of(1_234L), files.tcpSockets());
        assertEquals(Optional.of(28_232L), files.ports());
    }

    @Test
    void whatIsNotThereOrReadsOtherwiseIsEmpty() throws IOException {
        write("uptime", "soon\n");
        ProcFiles files = new ProcFiles(proc);

        assertEquals(Optional.empty(), files.up());
        assertEquals(Optional.empty(), files.cpuWaited());
        assertEquals(Optional.empty(), files.tcpSockets());
        assertEquals(Optional.empty(), files.ports());
    }

    @Test
    void thisMachineTellsOfItself() {
        Machine machine = new ThisMachine(new ProcFiles(Path.of("/proc")));

        Machine.Reading reading = machine.read();

        assertTrue(!reading.collected().isNegative());
        reading.descriptors().ifPresent(room -> assertTrue(room.used() > 0, room::toString));
        if (Files.exists(Path.of("/proc/uptime"))) {
            assertTrue(machine.up().isPresent());
        }
    }

    private void write(String file, String text) throws IOException {
        Path path = proc.resolve(file);
        Files.createDirectories(Optional.ofNullable(path.getParent()).orElseThrow());
        Files.writeString(path, text);
    }
}
