package dev.octet.prepare.opset;

import dev.octet.graph.Model;
import java.util.List;

/**
 * What came of an upgrade.
 *
 * @param model the model at the version asked for, or the very model that was given where something was refused or
 *     there was nothing to do
 * @param refusals why the model keeps its version, one sentence a node; empty where it was upgraded or already was
 *     there
 */
public record UpgradeResult(Model model, List<String> refusals) {
    /** Copies the list. */
    public UpgradeResult {
        refusals = List.copyOf(refusals);
    }

    /** Whether the model is at the version asked for, or a later one. */
    public boolean succeeded() {
        return refusals.isEmpty();
    }
}
