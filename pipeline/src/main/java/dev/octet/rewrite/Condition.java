package dev.octet.rewrite;

import java.util.function.Predicate;

/**
 * Something that has to hold for a rule to rewrite a match.
 *
 * @param name the condition as a statement, such as {@code Conv result has no other use}; when it does not hold, this
 *     is the reason in the report
 * @param holds the test
 * @param <M> the rule's match
 */
public record Condition<M>(String name, Predicate<M> holds) {}
