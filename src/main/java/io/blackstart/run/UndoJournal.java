package io.blackstart.run;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The write-ahead undo journal of a run: each entry is on disk before {@link #write} returns. */
public final class UndoJournal implements AutoCloseable {
    /** Its name in a run's folder. */
    public static final String FILE = "undo.ndjson";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ENTRY = "entry";

    private final FileChannel file;

    private UndoJournal(FileChannel file) {
        this.file = file;
    }

    /** Opens the journal of that run's folder to add to it. */
    public static UndoJournal in(Path folder) throws IOException {
        return new UndoJournal(
                FileChannel.open(
                        folder.resolve(FILE),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.APPEND));
    }

    /** Adds an entry; it is on disk when this returns. */
    public synchronized void write(UndoEntry entry) {
        ObjectNode line = JSON.createObjectNode().put(ENTRY, entry.getClass().getSimpleName());
        line.setAll((ObjectNode) JSON.valueToTree(entry));
        try {
            file.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
            file.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "writing the undo journal; nothing was broken after it", e);
        }
    }

    /**
     * Reads a journal; a torn last line, from a kill while it was written, is left out: what it
     * announced had not begun.
     *
     * @throws IOException when the file cannot be read, or holds a line that this version does not
     *     know
     */
    public static List<UndoEntry> read(Path folder) throws IOException {
        String text = Files.readString(folder.resolve(FILE));
        List<UndoEntry> entries = new ArrayList<>();
        int whole = text.lastIndexOf('\n') + 1;
        for (String line : text.substring(0, whole).lines().toList()) {
            entries.add(entry(line));
        }
        return entries;
    }

    private static UndoEntry entry(String line) throws IOException {
        try {
            ObjectNode node = (ObjectNode) JSON.readTree(line);
            JsonNode kind = node.remove(ENTRY);
            for (Class<?> type : UndoEntry.class.getPermittedSubclasses()) {
                if (kind != null && type.getSimpleName().equals(kind.asString())) {
                    return (UndoEntry) JSON.treeToValue(node, type);
                }
            }
        } catch (JacksonException | ClassCastException e) {
            throw new IOException("the undo journal has a line that is no entry: " + line, e);
        }
        throw new IOException(
                "the undo journal has an entry that this version does not know: " + line);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
