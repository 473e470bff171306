package io.blackstart.sandbox.database;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

class LsnTest {
    private static final int SEGMENT = (int) Lsn.SEGMENT_BYTES;

    @TempDir private Path data;

    @ParameterizedTest
    @ValueSource(strings = {"0/0", "0/1A2B3C4", "1/0", "FFFF/FFFFFFFF"})
    void itIsWrittenAsItWasRead(String text) {
        assertEquals(text, Lsn.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0/G", "-1/0", "0/1/2"})
    void nothingElseIsAPosition(String text) {
        assertThrows(IllegalArgumentException.class, () -> Lsn.parse(text));
    }

    @Test
    void itsFileIsNamedAsPostgresNamesIt() {
        assertEquals("000000010000000000000000", new Lsn(SEGMENT - 1).file(1));
        assertEquals("0000000A0000000000000001", new Lsn(SEGMENT).file(10));
        // 1024 files of 4 MB in each of the 4 GB that the middle number counts
        assertEquals("0000000100000001000003FF", Lsn.parse("1/FFFFFFFF").file(1));
        assertEquals(5, new Lsn(SEGMENT + 5L).offset());
    }

    @Test
    void aTailIsBlankedFromThePositionOnInEveryTimeline() throws Exception {
        Path log = Files.createDirectories(data.resolve("pg_wal"));
        for (String name :
                new String[] {
                    "000000010000000000000000",
                    "000000010000000000000001",
                    "000000020000000000000001",
                    "000000020000000000000002"
                }) {
            fill(log.resolve(name));
        }
        Files.writeString(log.resolve("00000002.history"), "kept");
        LogTail.cut(data, new Lsn(SEGMENT + 10L));
        assertEquals((byte) 1, Files.readAllBytes(log.resolve("000000010000000000000000"))[99]);
        for (String cut : new String[] {"000000010000000000000001", "000000020000000000000001"}) {
            byte[] left = Files.readAllBytes(log.resolve(cut));
            byte[] expected = new byte[SEGMENT];
            Arrays.fill(expected, 0, 10, (byte) 1);
            assertArrayEquals(expected, left);
        }
        assertFalse(Files.exists(log.resolve("000000020000000000000002")));
        assertTrue(Files.exists(log.resolve("00000002.history")));
    }

    private static void fill(Path file) throws IOException {
        byte[] content = new byte[SEGMENT];
        Arrays.fill(content, (byte) 1);
        Files.write(file, content);
    }
}
