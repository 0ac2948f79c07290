"""Makes the images and the arrays beside it: what Pillow 13.0.0 reads and resizes, for ours to agree with.

Needs numpy and pillow==13.0.0. Not needed to run the tests.
"""

from pathlib import Path

import numpy as np
from PIL import Image

FOLDER = Path(__file__).parent


def pattern(height, width, channels):
    y, x, c = np.mgrid[0:height, 0:width, 0:channels]
    return ((y * 37 + x * 73 + c * 101 + (x * y) % 17 * 11) % 256).astype(np.uint8)


def smooth(height, width):
    y, x = np.mgrid[0:height, 0:width]
    return np.stack([x * 255 // width, y * 255 // height, (x + y) * 255 // (width + height)], -1).astype(np.uint8)


def resized():
    source = Image.fromarray(pattern(12, 18, 3))
    filters = {"bilinear": Image.BILINEAR, "bicubic": Image.BICUBIC, "nearest": Image.NEAREST}
    arrays = {"source": np.asarray(source), "gray": np.asarray(source.convert("L"))}
    for name, kernel in filters.items():
        for height, width in [(5, 7), (24, 31), (12, 9), (7, 18)]:
            arrays[f"{name}_{height}x{width}"] = np.asarray(source.resize((width, height), kernel))
    # Pillow's box filter equals the exact mean over areas only where the factors are whole.
    for height, width in [(4, 6), (6, 9), (3, 18)]:
        arrays[f"area_{height}x{width}"] = np.asarray(source.resize((width, height), Image.BOX))
    np.savez_compressed(FOLDER / "resized.npz", **arrays)


def decoded():
    color = Image.fromarray(smooth(16, 24))
    arrays = {}

    def keep(name, image, mode, **options):
        image.save(FOLDER / name, **options)
        arrays[name] = np.asarray(Image.open(FOLDER / name).convert(mode))

    keep("color.jpg", color, "RGB", quality=90)
    keep("subsampled.jpg", color, "RGB", quality=60, subsampling="4:2:0")
    keep("progressive.jpg", color, "RGB", quality=90, progressive=True)
    keep("gray.jpg", color.convert("L"), "L", quality=90)
    keep("gray.png", color.convert("L"), "L")
    keep("color.png", color, "RGB")
    keep("palette.png", color.quantize(16), "RGB")
    keep("palette.gif", color.quantize(16), "RGB")
    keep("color.bmp", color, "RGB")
    keep("bits.png", color.convert("1"), "RGB")
    alpha = color.copy()
    alpha.putalpha(Image.fromarray(pattern(16, 24, 1)[..., 0]))
    keep("alpha.png", alpha, "RGB")
    color.convert("CMYK").save(FOLDER / "cmyk.jpg", quality=95)
    Image.fromarray(pattern(6, 4, 1)[..., 0].astype(np.uint16) * 256 + 255).save(FOLDER / "gray16.png")
    exif = Image.Exif()
    exif[0x0112] = 6
    color.save(FOLDER / "turned.jpg", quality=90, exif=exif)
    np.savez_compressed(FOLDER / "decoded.npz", **arrays)


if __name__ == "__main__":
    resized()
    decoded()
