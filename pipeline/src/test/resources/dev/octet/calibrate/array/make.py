"""Makes the .npy and .npz files beside it, as NumPy 2.4 writes them. Not needed to run the tests."""

from pathlib import Path

import numpy as np

FOLDER = Path(__file__).parent

if __name__ == "__main__":
    counted = np.arange(24).reshape(2, 3, 4)
    for letters in "b1 i1 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8 >i2 >f4 >f8".split():
        array = (counted % 2 if letters == "b1" else counted - (0 if "u" in letters else 12)).astype(letters)
        np.save(FOLDER / (letters.replace(">", "big_") + ".npy"), array)
    np.save(FOLDER / "fortran.npy", np.asfortranarray(counted.astype("<f4")))
    np.save(FOLDER / "scalar.npy", np.float32(2.5))
    np.save(FOLDER / "empty.npy", np.zeros((0, 3), "<f4"))
    np.save(FOLDER / "complex.npy", np.zeros(2, "<c8"))
    np.save(FOLDER / "text.npy", np.array(["a", "b"]))
    np.save(FOLDER / "records.npy", np.zeros(2, [("a", "<f4"), ("b", "<i4")]))
    with open(FOLDER / "version2.npy", "wb") as file:
        np.lib.format.write_array(file, counted.astype("<f4"), version=(2, 0))
    np.savez(FOLDER / "two.npz", x=counted.astype("<f4"), ids=np.arange(5))
    np.savez_compressed(FOLDER / "packed.npz", x=counted.astype("<f4"))
