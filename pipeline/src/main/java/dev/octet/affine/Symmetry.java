package dev.octet.affine;

/** Whether the real values that codes stand for lie evenly around zero. */
public enum Symmetry {
    /** The zero point is the middle of the codes, whatever the range: 0 for signed types. */
    SYMMETRIC,
    /** The zero point follows the range, so that a range on one side of zero uses all codes. */
    ASYMMETRIC
}
