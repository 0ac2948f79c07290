"""Kills octet quantize at random moments, lets it go on from its cache, and compares the result byte for byte.

Usage: kills.py [--kills 20] [--seed 1] OCTET MODEL DATA [OPTIONS OF QUANTIZE...]
"""

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("octet")
    parser.add_argument("model")
    parser.add_argument("data")
    given, options = parser.parse_known_args()
    draw = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)

        def command(output, cache):
            return [given.octet, "quantize", given.model, "-d", given.data, "-o", output, "-q", "--cache", cache, *options]

        begun = time.monotonic()
        subprocess.run(command(folder / "whole.onnx", folder / "none"), check=True)
        seconds = time.monotonic() - begun
        expected = (folder / "whole.onnx").read_bytes()
        differing = killed = 0
        for number in range(given.kills):
            output, cache = folder / f"{number}.onnx", folder / f"cache{number}"
            child = subprocess.Popen(command(output, cache))
            time.sleep(draw.uniform(0, seconds))
            child.send_signal(signal.SIGKILL)
            stopped = child.wait() == -signal.SIGKILL
            saved = cache.exists() and any(cache.iterdir())
            subprocess.run(command(output, cache), check=True)
            same = output.read_bytes() == expected
            killed += stopped
            differing += not same
            print(f"{number + 1}: {'killed' if stopped else 'was done'}, cache {'there' if saved else 'empty'}, "
                  f"{'same bytes' if same else 'OTHER BYTES'}", flush=True)
        print(f"{killed} of {given.kills} killed within {seconds:.1f} s, {differing} differ")
        sys.exit(1 if differing else 0)


if __name__ == "__main__":
    main()
