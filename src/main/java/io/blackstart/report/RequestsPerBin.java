package io.blackstart.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Series of requests per bin of the time line. */
final class RequestsPerBin {
    private RequestsPerBin() {}

    /** The series added up, {@code bins} long; a shorter series counts as zero beyond its end. */
    static List<Long> sum(Collection<List<Long>> series, int bins) {
        List<Long> sums = new ArrayList<>(Collections.nCopies(bins, 0L));
        for (List<Long> one : series) {
            for (int bin = 0; bin < Math.min(bins, one.size()); bin++) {
                sums.set(bin, sums.get(bin) + one.get(bin));
            }
        }
        return sums;
    }
}
