"""Runs our engine and Splink on the same files and prints one table. See ../linkage.sh.

A bar that is not met makes the run fail, so that the table never shows a time without its answer.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time

import linkage_sets

# Least pair F1 and B-cubed F1 that a set must reach.
BARS = {
    "febrl3": (0.9995, 0.9995), "febrl4": (0.9998, 0.9998), "fake_1000": (0.94, 0.95),
    "pseudopeople": (0.935, 0.968), "population": (0.89, 0.93),
}


def run(command: list[str]) -> tuple[dict, float, float]:
    """Returns the answer of a command, its wall and its processor time, children included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.time()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wall = time.time() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        raise SystemExit(f"linkage: {' '.join(command[:3])} failed:\n{done.stderr[-2000:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return json.loads(done.stdout.strip().splitlines()[-1]), wall, cpu


def ours(binary: str, wanted: linkage_sets.LinkageSet) -> list[str]:
    command = [binary, *wanted.files, "--truth", wanted.truth]
    if wanted.id:
        command += ["--id", wanted.id]
    if wanted.unique_sources:
        command += ["--unique-sources"]
    for feature in wanted.features:
        command += ["--feature", feature]
    return command


def theirs(wanted: linkage_sets.LinkageSet) -> list[str]:
    script = os.path.join(os.path.dirname(__file__), "linkage_splink.py")
    command = [sys.executable, script, wanted.splink, *wanted.files, "--truth", wanted.truth]
    command += ["--id", wanted.id or "id"]
    return command + (["--link"] if wanted.unique_sources else [])


def row(name: str, engine: str, answer: dict, wall: float, cpu: float) -> str:
    pairs, bcubed = answer["pairs"], answer["bcubed"]
    return (
        f"| {name} | {engine} | {pairs['precision']:.4f} | {pairs['recall']:.4f} "
        f"| {pairs['f1']:.4f} | {bcubed['f1']:.4f} "
        f"| {answer['falsePairs'] + answer['missedPairs']} | {answer['largest']} "
        f"| {wall:.2f} | {cpu:.2f} | {answer['peakMiB']:.0f} |")


HEAD = (
    "| set | engine | P | R | pair F1 | B-cubed F1 | wrong pairs | largest | wall s | CPU s | MiB |\n"
    "|---|---|---|---|---|---|---|---|---|---|---|")


def calibration(name: str, answer: dict) -> str:
    bins = [
        f"{b['low']:.2f}-{b['high']:.2f}: {b['stated']:.3f} stated, {b['observed']:.3f} true "
        f"({b['links']})" for b in answer["calibration"] if b["links"]
    ]
    return f"- {name}: " + "; ".join(bins)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--only", default="febrl3,febrl4,fake_1000,pseudopeople")
    parser.add_argument("--population", action="append", default=[])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--output")
    options = parser.parse_args()
    makers = {
        "febrl3": lambda folder: linkage_sets.febrl("3", folder),
        "febrl4": lambda folder: linkage_sets.febrl("4", folder),
        "fake_1000": linkage_sets.fake_1000, "pseudopeople": linkage_sets.pseudopeople,
    }
    lines, notes, failures = [HEAD], [], []
    with tempfile.TemporaryDirectory() as folder:
        sets = [makers[name](folder) for name in options.only.split(",") if name]
        for path in options.population:
            with open(path, "rb") as file:
                records = sum(1 for _ in file) - 1
            sets.append(linkage_sets.population(path, f"{records:,}"))
        for wanted in sets:
            answer, wall, cpu = run(ours(options.binary, wanted))
            lines.append(row(wanted.name, "ours", answer, wall, cpu))
            notes.append(calibration(wanted.name, answer))
            pair_bar, cluster_bar = BARS[wanted.name.split()[0]]
            if answer["pairs"]["f1"] < pair_bar or answer["bcubed"]["f1"] < cluster_bar:
                failures.append(wanted.name)
            if not options.quick:
                answer, wall, cpu = run(theirs(wanted))
                lines.append(row(wanted.name, "Splink 5", answer, wall, cpu))
    cores = os.cpu_count()
    load = os.getloadavg()[0]
    text = "\n".join([
        f"# Record linkage, {time.strftime('%Y-%m-%d', time.gmtime())}", "",
        "`Benchmarks/linkage.sh " + " ".join(sys.argv[2:]) + "`; "
        f"{cores} cores, load {load:.1f} at the end. Ours: one setting for all sets. Times are of "
        "the whole process: read, clean, fit, link, cluster, and for both hold the result "
        "against the truth.", "", *lines, "", "How often our links of a probability are true:",
        "", *notes, ""])
    print(text)
    if options.output:
        with open(options.output, "w") as file:
            file.write(text)
    if failures:
        raise SystemExit("linkage: below the bar: " + ", ".join(failures))


if __name__ == "__main__":
    main()
