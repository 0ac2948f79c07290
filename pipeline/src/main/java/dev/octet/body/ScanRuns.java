package dev.octet.body;

import dev.octet.graph.Node;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The rounds of a Scan: one for each slice of what is scanned, with what the round before handed on. Source: ONNX
 * operator Scan 19; {@code scan_input_directions} 1 is from the end.
 */
final class ScanRuns extends RoundRuns {
    private final Node scan;
    private final int states;

    ScanRuns(BodyModel body) {
        super(body, states(body.site()));
        this.scan = body.site().holder();
        this.states = states(body.site());
    }

    /** What is scanned comes behind what is handed on. */
    private static int states(BodySite site) {
        return site.body().inputs().size() - (int) site.holder().intAttribute("num_scan_inputs", 1);
    }

    @Override
    long mostRounds(Map<String, Tensor> around) {
        Tensor first = input(around, states);
        return first.shape().dimension(axis(first, 0));
    }

    @Override
    List<Tensor> start(Map<String, Tensor> around) {
        List<Tensor> start = new ArrayList<>();
        for (int i = 0; i < states; i++) {
            start.add(input(around, i));
        }
        return start;
    }

    /** Scan has no condition. */
    @Override
    boolean goesOn(List<Tensor> handedOn) {
        return true;
    }

    @Override
    List<Tensor> inputs(Map<String, Tensor> around, long number, List<Tensor> handedOn) {
        List<Tensor> inputs = new ArrayList<>(handedOn);
        for (int i = states; i < scan.inputs().size(); i++) {
            inputs.add(slice(input(around, i), i - states, number));
        }
        return inputs;
    }

    private Tensor slice(Tensor scanned, int place, long number) {
        int axis = axis(scanned, place);
        long last = scanned.shape().dimension(axis) - 1;
        return Slices.at(scanned, axis, attribute("scan_input_directions", place) == 0 ? number : last - number);
    }

    private int axis(Tensor scanned, int place) {
        long axis = attribute("scan_input_axes", place);
        return (int) (axis < 0 ? axis + scanned.shape().rank() : axis);
    }

    /** What an attribute says of one of the scanned inputs. */
    private long attribute(String name, int place) {
        return scan.intsAttribute(name).map(values -> values.get(place)).orElse(0L);
    }

    private Tensor input(Map<String, Tensor> around, int slot) {
        return Objects.requireNonNull(around.get(scan.inputs().get(slot)));
    }
}
