#!/usr/bin/env python3
"""Imports data that nobody here wrote, and accounts for every row of it.

    check_pole.py OCG

Reads ../shared/data/pole-manchester, where it is present, through datasets/mappings: all 61,521
nodes and 105,840 relationships must be in the receipts, and the list and its charts must be there
within a minute. The row counts of the files are taken here with Python's csv module.
"""
import csv
import json
import pathlib
import subprocess
import sys
import tempfile
import time
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
ARCHIVE = ROOT.parent / "shared/data/pole-manchester/pole-data-importer.zip"
MAPPING = ROOT / "datasets/mappings/pole-manchester.json5"
NODES, RELATIONSHIPS, SECONDS = 61_521, 105_840, 60


def ocg(program, *arguments, allowed=(0, 1)):
    result = subprocess.run(
        [program, *map(str, arguments), "--json"], stdin=subprocess.DEVNULL, capture_output=True,
        text=True)
    if result.returncode not in allowed:
        sys.exit(f"ocg {arguments[0]} ended with {result.returncode}: {result.stderr}")
    return json.loads(result.stdout)


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return sum(1 for row in csv.reader(file) if row) - 1


def main():
    if not ARCHIVE.exists():
        print("skipped: data not present")
        return
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        with zipfile.ZipFile(ARCHIVE) as archive:
            archive.extractall(work)
        files = sorted(work.rglob("*.csv"))
        expected = {path.name: rows(path) for path in files}
        begun = time.monotonic()
        case, output = work / "pole.ocgcase", work / "products"
        ocg(sys.argv[1], "new", case)
        imported = ocg(sys.argv[1], "import", case, "--mapping", MAPPING, *files)
        ocg(sys.argv[1], "link", case)
        assessed = ocg(sys.argv[1], "assess", case, "--period", "2017-Q3", "--output", output)
        took = time.monotonic() - begun
        charts = len(list((output / "charts").glob("*.svg")))
        listed = rows(output / "review-list.csv")
    receipts = {pathlib.Path(r["file"]).name: r for r in imported["receipts"]}
    wrong = [name for name, count in expected.items()
             if name not in receipts or receipts[name]["rowsRead"] != count
             or count != receipts[name]["rowsStored"] + receipts[name]["rowsRejected"]]
    nodes = sum(r["rowsRead"] for n, r in receipts.items() if ".nodes." in n)
    links = sum(r["rowsRead"] for n, r in receipts.items() if ".relationships." in n)
    for_review = imported["totals"]["rowsForReview"]
    print(f"{len(receipts)} files, {nodes:,} nodes, {links:,} relationships, "
          f"{for_review:,} rows for review; {listed} list rows, {charts} charts; {took:.1f} s")
    problems = [f"receipt does not account for {name}" for name in wrong]
    if (nodes, links) != (NODES, RELATIONSHIPS):
        problems.append(f"expected {NODES:,} nodes and {RELATIONSHIPS:,} relationships")
    if charts == 0 or listed == 0 or not assessed["positions"]:
        problems.append("no list or no chart was made")
    if took > SECONDS:
        problems.append(f"took more than {SECONDS} s")
    print("\n".join(problems))
    sys.exit(1 if problems else 0)


main()
