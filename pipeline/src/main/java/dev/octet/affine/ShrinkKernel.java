package dev.octet.affine;

import java.util.ArrayList;
import java.util.List;

/** Sums the error of every candidate of a {@link ShrinkSearch} for each channel, block by block. */
final class ShrinkKernel implements ChannelLayout.Visitor {
    private final List<Range> full;
    private final ShrinkSearch search;
    private final QuantizationError[] candidates;

    ShrinkKernel(List<Range> full, Scheme scheme, ShrinkSearch search) {
        this.full = List.copyOf(full);
        this.search = search;
        this.candidates = new QuantizationError[search.candidates()];
        for (int candidate = 0; candidate < candidates.length; candidate++) {
            List<Affine> affines = new ArrayList<>(full.size());
            for (Range range : full) {
                affines.add(Affine.of(search.shrunk(range, candidate), scheme));
            }
            candidates[candidate] = new QuantizationError(affines, search.exponent());
        }
    }

    /** The range of smallest error of each channel. */
    List<Range> best() {
        List<Range> ranges = new ArrayList<>(full.size());
        for (int channel = 0; channel < full.size(); channel++) {
            int best = 0;
            for (int candidate = 1; candidate < candidates.length; candidate++) {
                if (candidates[candidate].sum(channel) < candidates[best].sum(channel)) {
                    best = candidate;
                }
            }
            ranges.add(search.shrunk(full.get(channel), best));
        }
        return ranges;
    }

    @Override
    public void run(float[] block, int from, int to, int channel) {
        for (QuantizationError candidate : candidates) {
            candidate.run(block, from, to, channel);
        }
    }

    @Override
    public void sweep(float[] block, int from, int to, int first) {
        for (QuantizationError candidate : candidates) {
            candidate.sweep(block, from, to, first);
        }
    }
}
