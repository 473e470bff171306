import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The format check of the build: {@code Format.java check|write FOLDER…}, with google-java-format
 * on the class path.
 *
 * <p>Runs as a source file on the toolchain's JDK, since Maven itself may run on a JDK that cannot
 * parse the sources.
 */
public final class Format {
    private static final int PASSES_MOST = 5;

    private Format() {}

    public static void main(String[] arguments) throws Exception {
        boolean write = arguments[0].equals("write");
        Formatter formatter =
                new Formatter(
                        JavaFormatterOptions.builder()
                                .style(JavaFormatterOptions.Style.AOSP)
                                .build());
        List<Path> unformatted = new ArrayList<>();
        for (int i = 1; i < arguments.length; i++) {
            List<Path> sources;
            try (var found = Files.walk(Path.of(arguments[i]))) {
                sources = found.filter(path -> path.toString().endsWith(".java")).sorted().toList();
            }
            for (Path source : sources) {
                String text = Files.readString(source);
                String formatted = formatted(formatter, text);
                if (!formatted.equals(text)) {
                    unformatted.add(source);
                    if (write) {
                        Files.writeString(source, formatted);
                    }
                }
            }
        }
        if (write || unformatted.isEmpty()) {
            return;
        }
        unformatted.forEach(source -> System.err.println("not formatted: " + source));
        System.err.println("run: ./mvnw validate -Dformat=write");
        System.exit(1);
    }

    /** Formats until nothing changes any more: a long line may need a second pass. */
    private static String formatted(Formatter formatter, String text) throws FormatterException {
        String before = text;
        for (int pass = 0; pass < PASSES_MOST; pass++) {
            String after =
                    formatter.formatSourceAndFixImports(
                            RemoveUnusedImports.removeUnusedImports(before));
            if (after.equals(before)) {
                return after;
            }
            before = after;
        }
        return before;
    }
}
