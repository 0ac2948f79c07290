package dev.octet.dynamic;

import dev.octet.affine.PerChannel;
import dev.octet.affine.Scheme;
import dev.octet.affine.TensorQuantizer;
import dev.octet.affine.WeightRanges;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;

/**
 * A table with one scale a row.
 *
 * @param codes in the shape of the table
 * @param scales one a row
 */
record EmbeddingTable(Tensor codes, Tensor scales) {
    /** Nothing is multiplied on integers here, so all 8 bits are used even where products need the range reduced. */
    static EmbeddingTable of(String name, Tensor table, Scheme scheme) {
        Scheme whole = new Scheme(scheme.type(), scheme.symmetry(), scheme.narrow());
        PerChannel rows = PerChannel.of(0, WeightRanges.perChannel(name, table, 0), whole);
        return new EmbeddingTable(TensorQuantizer.quantize(name, table, rows), rows.scaleTensor(ElementType.FLOAT));
    }
}
