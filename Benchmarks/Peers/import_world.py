#!/usr/bin/env python3
"""Imports every export of a world with the mapping that reads it, and prints a row of the table.

    import_world.py OCG CASE WORLD-FOLDER
"""
import fnmatch
import pathlib
import re
import resource
import subprocess
import sys
import time


def main():
    ocg, case, world = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    exports = sorted((world / "data").iterdir())
    mappings = sorted(world.glob("mappings/*.json5"))
    begun = time.monotonic()
    for mapping in mappings:
        globs = re.findall(r"""\bmatch["']?\s*:\s*["']([^"']+)["']""", mapping.read_text())
        files = [str(path) for path in exports
                 if any(fnmatch.fnmatch(path.name.lower(), glob.lower()) for glob in globs)]
        if not files:
            continue
        status = subprocess.run(
            [ocg, "import", case, "--mapping", str(mapping), *files],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL).returncode
        if status not in (0, 1):
            sys.exit(f"import with {mapping.name} ended with {status}")
    took = time.monotonic() - begun
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"| import | {took:.1f} | {usage.ru_utime + usage.ru_stime:.1f} | "
          f"{usage.ru_maxrss / 1024:,.0f} |", flush=True)


main()
