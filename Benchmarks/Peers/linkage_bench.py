"""Runs our engine and Splink on the same files and prints one table. See ../linkage.sh.

A bar that is not met makes the run fail, so that the table never shows a time without its answer.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import secrets
import subprocess
import sys
import tempfile
import time

import linkage_sets

# Least pair F1, B-cubed F1 and precision that a set must reach with the benchmark's setting.
BARS = {
    "febrl3": (0.9995, 0.9995, 0.99), "febrl4": (0.9998, 0.9998, 0.99),
    "fake_1000": (0.94, 0.95, 0.99), "pseudopeople": (0.935, 0.968, 0.96),
    "population": (0.89, 0.93, 0.96),
}
# Probability from which rows are one entity: what the table is about, and what the product asks for
# before it joins without a human (LinkPolicy.same).
BENCHMARK_JOIN, PRODUCT_JOIN = 0.5, 0.95
QUICK_RECORDS = 20_000


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


def ours(
        binary: str, wanted: linkage_sets.LinkageSet, join: float, workers: int = 0) -> list[str]:
    command = [binary, *wanted.files, "--truth", wanted.truth, "--join", str(join)]
    command += ["--workers", str(workers)]
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
        f"({b['pairs']})" for b in answer["calibration"] if b["pairs"]
    ]
    return f"- {name}: " + "; ".join(bins)


def stages(name: str, answer: dict) -> str:
    """Where the processor time went, and what the keys cost and reach."""
    text = (
        f"- {name}: read {answer['readCPU']:.2f}, match {answer['matchCPU']:.2f}, judge "
        f"{answer['judgeCPU']:.2f} CPU s; {answer['comparedPairs']:,} pairs compared, "
        f"reach of the keys about {answer['reach']:.3f}; "
        f"{answer['explanations']['perSecond']:,.0f} pairs explained in a second")
    keys = [
        f"{key['name']} ({key['pairs']:,} pairs, reach {key['reach']:.2f})"
        for key in answer["keys"]
    ]
    generic = [
        f"{value['feature']} {value['value']} ({value['entities']})"
        for value in answer["genericValues"][:5]
    ]
    return (
        f"{text}. Keys: " + "; ".join(keys)
        + (". Borne by very many: " + "; ".join(generic) if generic else ""))


def later(wanted: linkage_sets.LinkageSet, answer: dict) -> str:
    """What rows cost that come later."""
    return (
        f"- {wanted.name}: {answer['later']:,} rows looked up among {answer['records']:,}: median "
        f"{answer['lookUpMedianMilliseconds']:.2f}, p95 {answer['lookUpP95Milliseconds']:.2f} ms; "
        f"of {answer['known']:,} whose person is there {answer['found']:,} found first. Added in "
        f"{answer['addCPU']:.2f} CPU s, {answer['addWall']:.2f} wall s; "
        f"{answer['changedEntities']:,} entities changed, {answer['touchedRows']:,} rows touched; "
        f"the index was made in {answer['indexCPU']:.2f} CPU s; {answer['peakMiB']:.0f} MiB")


def later_misses(wanted: linkage_sets.LinkageSet, answer: dict) -> list[str]:
    found = []
    if not answer["isEqualToFullRun"]:
        found.append(f"{wanted.name}: rows added later give other entities than all at once")
    if answer["lookUpP95Milliseconds"] > 5:
        found.append(f"{wanted.name}: a look-up takes {answer['lookUpP95Milliseconds']:.1f} ms")
    return found


def misses(wanted: linkage_sets.LinkageSet, answer: dict) -> list[str]:
    """Returns the bars that an answer of ours falls below."""
    pair_bar, cluster_bar, precision_bar = BARS[wanted.name.split()[0]]
    checks = {
        "pair F1": (answer["pairs"]["f1"], pair_bar),
        "B-cubed F1": (answer["bcubed"]["f1"], cluster_bar),
        "precision": (answer["pairs"]["precision"], precision_bar),
    }
    found = [
        f"{wanted.name}: {what} {value:.4f}, {bar} wanted"
        for what, (value, bar) in checks.items() if value < bar
    ]
    if answer["explanations"]["perSecond"] < 10_000:
        found.append(
            f"{wanted.name}: {answer['explanations']['perSecond']:.0f} explanations a second")
    if answer["largest"] > 30:
        found.append(f"{wanted.name}: largest entity has {answer['largest']} rows, 30 allowed")
    return found


def populations(binary: str, counts: list[int], seeds: list[int], folder: str) -> list:
    """Writes a population for each number of records and seed."""
    sets = []
    for records in counts:
        for seed in seeds:
            path = os.path.join(folder, f"population-{records}-{seed}.csv")
            subprocess.run(
                [binary, "population", str(records), "--seed", str(seed), "--output", path],
                check=True)
            sets.append(linkage_sets.population(path, f"{records:,} seed {seed}"))
    return sets


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--only", default="febrl3,febrl4,fake_1000,pseudopeople")
    parser.add_argument("--population", action="append", default=[])
    parser.add_argument("--records", type=int, action="append", default=[])
    parser.add_argument("--seeds", default="")
    parser.add_argument("--ours", action="store_true")
    parser.add_argument("--later", type=int, default=0)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--output")
    found = parser.parse_args()
    if found.quick:
        found.ours = True
        found.only = "febrl3,febrl4,fake_1000"
        found.records = found.records or [QUICK_RECORDS]
        found.seeds = found.seeds or "1"
    # Seeds drawn now, so that nothing can have been fitted to them.
    drawn = [secrets.randbelow(1_000_000) for _ in range(3)]
    found.seeds = [int(seed) for seed in found.seeds.split(",")] if found.seeds else drawn
    return found


def wanted_sets(given: argparse.Namespace, folder: str) -> list:
    makers = {
        "febrl3": lambda: linkage_sets.febrl("3", folder),
        "febrl4": lambda: linkage_sets.febrl("4", folder),
        "fake_1000": lambda: linkage_sets.fake_1000(folder),
        "pseudopeople": lambda: linkage_sets.pseudopeople(folder),
    }
    sets = [makers[name]() for name in given.only.split(",") if name]
    for path in given.population:
        with open(path, "rb") as file:
            records = sum(1 for _ in file) - 1
        sets.append(linkage_sets.population(path, f"{records:,}"))
    return sets + populations(given.binary, given.records, given.seeds, folder)


def main() -> None:
    given = options()
    lines, bins, costs, added, failures = [HEAD], [], [], [], []
    with tempfile.TemporaryDirectory() as folder:
        for wanted in wanted_sets(given, folder):
            answer, wall, cpu = run(ours(given.binary, wanted, BENCHMARK_JOIN))
            lines.append(row(wanted.name, f"ours, join {BENCHMARK_JOIN}", answer, wall, cpu))
            bins.append(calibration(wanted.name, answer))
            costs.append(stages(wanted.name, answer))
            failures += misses(wanted, answer)
            if given.quick:
                alone, _, _ = run(ours(given.binary, wanted, BENCHMARK_JOIN, workers=1))
                if alone["digest"] != answer["digest"]:
                    failures.append(f"{wanted.name}: another partition with one thread")
            shy, wall, cpu = run(ours(given.binary, wanted, PRODUCT_JOIN))
            lines.append(row(wanted.name, f"ours, join {PRODUCT_JOIN}", shy, wall, cpu))
            if given.later and wanted.name.startswith("population"):
                command = ours(given.binary, wanted, BENCHMARK_JOIN)
                answer, _, _ = run([*command, "--later", str(given.later)])
                added.append(later(wanted, answer))
                failures += later_misses(wanted, answer)
            if not given.ours:
                answer, wall, cpu = run(theirs(wanted))
                lines.append(row(wanted.name, "Splink 5", answer, wall, cpu))
    cores = os.cpu_count()
    load = os.getloadavg()[0]
    text = "\n".join([
        f"# Record linkage, {time.strftime('%Y-%m-%d', time.gmtime())}", "",
        "`Benchmarks/linkage.sh " + " ".join(sys.argv[2:]) + "`; "
        f"{cores} cores, load {load:.1f} at the end. Ours: one setting for all sets, with two "
        f"probabilities from which rows are one entity: {BENCHMARK_JOIN}, by which the bars are "
        f"judged, and {PRODUCT_JOIN}, from which `ocg link` joins without a human "
        "(`LinkPolicy.same`). Times are of the whole process: read, clean, fit, link, cluster, and "
        "for both hold the result against the truth.", "", *lines, "",
        "How often our links of a probability are true:", "", *bins, "",
        "Where our time went, and what the keys cost and reach:", "", *costs, "",
        *(["Rows that come later:", "", *added, ""] if added else [])])
    print(text)
    if given.output:
        with open(given.output, "w") as file:
            file.write(text)
    if failures:
        raise SystemExit("linkage: below the bar: " + "; ".join(failures))


if __name__ == "__main__":
    main()
