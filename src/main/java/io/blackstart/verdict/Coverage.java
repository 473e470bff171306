package io.blackstart.verdict;

/**
 * How far the load's evidence goes without a gap. Requests are numbered densely, so what a kill or
 * a torn file took away is seen by the numbers that are missing.
 *
 * @param until each request due up to then has its record
 * @param missing how many numbers have no record, though a later one has
 */
record Coverage(long until, long missing) {
    static Coverage of(RequestTable load) {
        if (load.size() == 0) {
            return new Coverage(Long.MIN_VALUE, 0);
        }
        LongColumn numbers = new LongColumn();
        for (int row = 0; row < load.size(); row++) {
            numbers.add(load.number(row));
        }
        int[] byNumber = numbers.ascending();
        long next = load.number(byNumber[0]);
        long until = Long.MIN_VALUE;
        long missing = 0;
        for (int row : byNumber) {
            missing += Math.max(0, load.number(row) - next);
            if (missing == 0) {
                until = Math.max(until, load.due(row));
            }
            next = load.number(row) + 1;
        }
        return new Coverage(until, missing);
    }
}
