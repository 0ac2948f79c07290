package dev.octet.testing;

import dev.octet.graph.Model;

/** Tells models that give other results each time, which cannot be compared. */
public final class RandomModels {
    private RandomModels() {}

    /** Whether a node of the main graph draws random numbers; Dropout may if it can be told to train. */
    public static boolean drawsNumbers(Model model) {
        return model.graph().nodes().stream().anyMatch(node -> {
            String type = node.operator().type();
            boolean mayTrain = type.contains("Dropout") && node.inputs().size() > 2;
            return mayTrain || type.startsWith("Random") || type.equals("Bernoulli") || type.equals("Multinomial");
        });
    }
}
