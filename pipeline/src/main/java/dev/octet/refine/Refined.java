package dev.octet.refine;

import java.util.Optional;

/**
 * What refinement made of a plan.
 *
 * @param draft the plan that was kept, and its model
 * @param leaveFloat why the float model is better than that one; empty where it is not
 */
public record Refined(Draft draft, Optional<String> leaveFloat) {}
