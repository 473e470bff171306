package io.blackstart.experiment;

import io.blackstart.experiment.InvalidFile.Problem;
import io.blackstart.experiment.Located.At;

import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong with a file while it is read. */
final class Problems {
    private final List<Problem> found = new ArrayList<>(); // confined to the reading thread

    void add(At at, String what) {
        found.add(new Problem(at.file(), at.line(), at.column(), what));
    }

    /** Refuses the file if anything was found. */
    void refuse() {
        if (!found.isEmpty()) {
            throw new InvalidFile(found);
        }
    }
}
