package dev.octet.compare.layers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.RandomSource;
import dev.octet.graph.Model;
import dev.octet.testing.GraphText;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Models are compared with kept outputs as with outputs computed anew. */
class ReferenceOutputsTest {
    private static final Model EXACT = GraphText.parse("""
            opset 13
            x: float[2,4]
            y = Tanh(x)
            return y
            """);
    private static final Model OTHER = GraphText.parse("""
            opset 13
            x: float[2,4]
            y = Identity(x)
            return y
            """);
    private static final DataSource DATA = RandomSource.of(EXACT.graph().inputs(), 5, 3, Map.of(), Map.of());
    /** Inputs and outputs of one sample take 64 bytes. */
    private static final long TWO_SAMPLES = 128;

    @Test
    void comparesAlikeWhateverFitsIntoMemory() {
        LayerSettings settings = LayerSettings.defaults();
        OutputErrors all = ReferenceOutputs.of(EXACT, DATA, settings).errors(OTHER);
        ReferenceOutputs some = ReferenceOutputs.of(EXACT, DATA, settings.withMemory(TWO_SAMPLES));
        ReferenceOutputs none = ReferenceOutputs.of(EXACT, DATA, settings.withMemory(1));
        assertThat(all.worst().orElseThrow().getValue().share()).isGreaterThan(0.01);
        assertThat(some.errors(OTHER)).isEqualTo(all);
        assertThat(none.errors(OTHER)).isEqualTo(all);
    }

    @Test
    void comparesOneModelAfterAnother() {
        ReferenceOutputs outputs = ReferenceOutputs.of(EXACT, DATA, LayerSettings.defaults());
        assertThat(outputs.errors(EXACT).worst().orElseThrow().getValue().noise())
                .isZero();
        assertThat(outputs.errors(OTHER).worst().orElseThrow().getValue().noise())
                .isPositive();
    }
}
