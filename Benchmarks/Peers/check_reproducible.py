#!/usr/bin/env python3
"""Runs the demonstration twice and compares the products and what is exported byte by byte.

    check_reproducible.py OCG DATA-FOLDER

The first run has the data as they are and one worker; the second has the rows of every export in
another order and two workers. PDF and PNG files are drawn from the same DOT and are left out.
"""
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

COMPARED = {".csv", ".html", ".dot", ".svg", ".graphml"}
EXPORTED = ["json", "ftm", "anx", "geojson", "neo4j-nodes", "neo4j-links", "xlsx"]


def records(data):
    """Splits the bytes of a CSV file behind each line end that is not inside quotation marks."""
    found, start, quoted, at = [], 0, False, 0
    while at < len(data):
        byte = data[at]
        at += 1
        if byte == 0x22:
            quoted = not quoted
        elif byte in b"\r\n" and not quoted:
            if byte == 0x0D and data[at:at + 1] == b"\n":
                at += 1
            found.append(data[start:at])
            start = at
    if start < len(data):
        end = found[-1][len(found[-1].rstrip(b"\r\n")):] if found else b"\n"
        found.append(data[start:] + end)
    return found


def shuffled(source, target, seed):
    """Copies the data folder with the rows of every export in another order."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("truth"))
    changed = 0
    for path in sorted((target / "data").iterdir()):
        rows = records(path.read_bytes())
        head, body = rows[:1], rows[1:]
        random.Random(f"{seed}{path.name}").shuffle(body)
        new = b"".join(head + body)
        changed += new != path.read_bytes()
        path.write_bytes(new)
    return changed


def demo(ocg, data, output, workers):
    result = subprocess.run(
        [ocg, "demo", "--data", str(data), "--output", str(output), "--workers", str(workers)],
        stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(f"demo with {workers} workers ended with {result.returncode}: {result.stderr}")
    return result.stdout.replace(str(output), "OUTPUT")


def export(ocg, folder, workers):
    """Writes what the demonstration does not: interchange files and the picture of the network."""
    case, shared = folder / "demo.ocgcase", ["--workers", str(workers)]
    for name in EXPORTED:
        run([ocg, "export", case, "--format", name, "-o", folder / f"export.{name}", *shared])
    run([ocg, "chart", case, "--kind", "network", "-o", folder / "network.dot", *shared])


def run(arguments):
    result = subprocess.run([str(a) for a in arguments], stdin=subprocess.DEVNULL,
                            capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(f"{arguments[1]} ended with {result.returncode}: {result.stderr}")


def products(folder):
    return {str(p.relative_to(folder)): p.read_bytes()
            for p in sorted(folder.rglob("*")) if p.suffix in COMPARED or p.stem == "export"}


def main():
    ocg, data = sys.argv[1], pathlib.Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        changed = shuffled(data, work / "data", "one")
        if changed == 0:
            sys.exit(f"{data}: no export was shuffled, so nothing would be proved")
        said = demo(ocg, data, work / "a", 1), demo(ocg, work / "data", work / "b", 2)
        export(ocg, work / "a", 1)
        export(ocg, work / "b", 2)
        a, b = products(work / "a"), products(work / "b")
    differing = sorted(n for n in a.keys() | b.keys() if a.get(n) != b.get(n))
    if said[0] != said[1]:
        differing.append("standard output")
    for name in differing:
        print(f"differs: {name}")
    print(f"{len(a)} products compared after shuffling {changed} exports, {len(differing)} differ")
    if differing or not any(n.endswith(".dot") for n in a):
        sys.exit(1)


main()
