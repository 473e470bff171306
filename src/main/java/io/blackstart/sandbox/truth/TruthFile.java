package io.blackstart.sandbox.truth;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The file {@code truth.json}; its format is a contract with whoever compares it with evidence. */
public final class TruthFile {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private TruthFile() {}

    /**
     * Writes the file beside its place and then moves it there, so that half a file is not seen.
     */
    public static void write(Path file, TruthAccount account) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        try (var out = Files.newBufferedWriter(draft);
                JsonGenerator json = JSON.createGenerator(out)) {
            write(json, account);
        }
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException notThere) {
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void write(JsonGenerator json, TruthAccount account) {
        json.writeStartObject();
        json.writeStringProperty("schema", "blackstart/truth/1");
        json.writeStringProperty("clock", "CLOCK_MONOTONIC");
        json.writeStringProperty("unit", "ns");
        json.writeNumberProperty("speed", account.speed());
        json.writeArrayPropertyStart("events");
        for (TruthAccount.Event event : account.events()) {
            json.writePOJO(event);
        }
        json.writeEndArray();
        requests(json, account.requests());
        json.writeObjectPropertyStart("commits");
        account.commits().forEach((region, rows) -> commits(json, region, rows));
        json.writeEndObject();
        json.writeArrayPropertyStart("kept");
        account.kept().forEach(json::writeString);
        json.writeEndArray();
        json.writeArrayPropertyStart("duplicated");
        account.duplicated().forEach(json::writeString);
        json.writeEndArray();
        json.writeObjectPropertyStart("holds");
        account.holds()
                .forEach((region, ids) -> {
                    json.writeArrayPropertyStart(region);
                    ids.forEach(json::writeString);
                    json.writeEndArray();
                });
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void requests(JsonGenerator json, List<TruthAccount.Request> requests) {
        json.writeObjectPropertyStart("requests");
        json.writeArrayPropertyStart("columns");
        for (String column : List.of("at", "region", "method", "id", "status")) {
            json.writeString(column);
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("rows");
        for (TruthAccount.Request request : requests) {
            json.writeStartArray();
            json.writeNumber(request.at());
            json.writeString(request.region());
            json.writeString(request.method());
            json.writeString(request.id());
            json.writeNumber(request.status());
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void commits(
            JsonGenerator json, String region, List<TruthAccount.Commit> commits) {
        json.writeArrayPropertyStart(region);
        for (TruthAccount.Commit commit : commits) {
            json.writeStartArray();
            json.writeString(commit.id());
            json.writeNumber(commit.at());
            json.writeEndArray();
        }
        json.writeEndArray();
    }
}
