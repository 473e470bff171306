package io.blackstart.verdict;

import java.util.Arrays;

/**
 * A growing column of numbers: what keeps a six-hour run in bounded memory.
 *
 * <p>Each {@value #BLOCK} rows are packed into as many bits as their spread needs. Neighbours are
 * alike, so that times take 2 to 4 bytes each and counters 1, exactly.
 */
final class LongColumn {
    private static final int BLOCK = 256;

    /** Rows that will not change any more: {@code bits} each, counted from {@code base}. */
    private static final class Block {
        private final long base;
        private final int bits;
        private final long[] words;

        private Block(long base, int bits, long[] words) {
            this.base = base;
            this.bits = bits;
            this.words = words;
        }

        static Block of(long[] values) {
            long least = values[0];
            long most = values[0];
            for (long value : values) {
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
            // the spread may be more than a long holds; without its sign it is right all the same
            int bits = Long.SIZE - Long.numberOfLeadingZeros(most - least);
            long[] words = new long[Math.ceilDiv(bits * values.length, Long.SIZE)];
            for (int i = 0; bits > 0 && i < values.length; i++) {
                put(words, (long) i * bits, values[i] - least);
            }
            return new Block(least, bits, words);
        }

        private static void put(long[] words, long at, long value) {
            int word = (int) (at / Long.SIZE);
            int shift = (int) (at % Long.SIZE);
            words[word] |= value << shift;
            if (shift > 0 && word + 1 < words.length) {
                words[word + 1] |= value >>> (Long.SIZE - shift);
            }
        }

        long get(int row) {
            if (bits == 0) {
                return base;
            }
            int at = row * bits;
            int word = at / Long.SIZE;
            int shift = at % Long.SIZE;
            long value = words[word] >>> shift;
            if (shift + bits > Long.SIZE) {
                value |= words[word + 1] << (Long.SIZE - shift);
            }
            return base + (value & (-1L >>> (Long.SIZE - bits)));
        }
    }

    private Block[] blocks = new Block[1];
    private int packed;
    private final long[] open = new long[BLOCK];
    private int size;

    void add(long value) {
        open[size++ % BLOCK] = value;
        if (size % BLOCK == 0) {
            if (packed == blocks.length) {
                blocks = Arrays.copyOf(blocks, 2 * packed);
            }
            blocks[packed++] = Block.of(open);
        }
    }

    long get(int row) {
        if (row >= size) {
            throw new IndexOutOfBoundsException("row " + row + " of " + size);
        }
        int block = row / BLOCK;
        return block < packed ? blocks[block].get(row % BLOCK) : open[row % BLOCK];
    }

    int size() {
        return size;
    }

    long[] toArray() {
        long[] values = new long[size];
        Arrays.setAll(values, this::get);
        return values;
    }

    /** The values of these rows, in their order. */
    LongColumn pick(int[] rows) {
        LongColumn picked = new LongColumn();
        for (int row : rows) {
            picked.add(get(row));
        }
        return picked;
    }

    /**
     * The rows in ascending order of their values; rows of equal value keep their order. A merge
     * sort by hand, because the JDK sorts indices by a key only as boxed objects.
     */
    int[] ascending() {
        int[] rows = new int[size];
        for (int i = 0; i < size; i++) {
            rows[i] = i;
        }
        int[] merged = new int[size];
        for (int width = 1; width > 0 && width < size; width *= 2) {
            for (int from = 0; from < size; from += 2 * width) {
                int middle = Math.min(from + width, size);
                merge(rows, merged, from, middle, Math.min(middle + width, size));
            }
            int[] swap = rows;
            rows = merged;
            merged = swap;
        }
        return rows;
    }

    private void merge(int[] from, int[] to, int left, int middle, int end) {
        // what is recorded is nearly in order: most halves need no merging
        if (middle >= end || get(from[middle - 1]) <= get(from[middle])) {
            System.arraycopy(from, left, to, left, end - left);
            return;
        }
        int a = left;
        int b = middle;
        for (int i = left; i < end; i++) {
            boolean takeLeft = a < middle && (b >= end || get(from[a]) <= get(from[b]));
            to[i] = takeLeft ? from[a++] : from[b++];
        }
    }
}
