package dev.octet.operators;

import dev.octet.place.Costs;
import dev.octet.place.Costs.Pair;
import dev.octet.place.Target;
import dev.octet.place.TargetTable;

/** The kernels of x86-64 with 8-bit dot products, but so that placement uses them wherever it can. */
public final class FreeIntegers {
    private static final Target VNNI = TargetTable.named("x86-64-vnni");

    public static final Target TARGET =
            new Target("free", "", VNNI.activation(), VNNI.weight(), VNNI.fusions(), costs());

    private FreeIntegers() {}

    private static Costs costs() {
        Pair pair = new Pair(1e6, 0);
        return new Costs(pair, pair, pair, pair, pair, pair, pair, 0, pair, pair, pair, 0, 1e6, 0);
    }
}
