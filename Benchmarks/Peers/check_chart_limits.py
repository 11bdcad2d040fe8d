#!/usr/bin/env python3
"""Draws what no page can hold and what Graphviz cannot bear, and looks that the program lives.

    check_chart_limits.py OCG [--entities 20000,100000]

Hostile drawings go straight to the drawing process: weights, lengths and outlines far out of range, a
drawing that would take minutes, one that would take more memory or give a larger file than it may. Each
must end within its limits. Then a network of each size is imported and drawn as a whole: all entities up
to 20,000, above that the communities, and the communities again where the process is killed on its way;
each within the limit by the clock, and a sentence on the chart says what is left out. An assessment
whose drawing processes are killed ends with exit status 1, a message for each chart, and the tables.
"""
import argparse
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import time

MAPPING = """{
  profile: "chart-limits", version: 1, system: "LIMITS", force: "E23000023",
  files: [{ match: "links*.csv", dateFormats: ["yyyy-MM-dd"],
    entities: { a: { kind: "nominal", id: "A" }, b: { kind: "nominal", id: "B" } },
    links: [{ from: "a", to: "b", type: "associate", on: "DAY" }] }],
}"""
MEGA = 1 << 20


def draw(ocg, problems, name, dot, engine="nop2", cpu=5, memory=2 << 30, output=64 * MEGA, bad=True):
    """Has the drawing process draw `dot`; where `bad`, it must not claim that it could."""
    header = f"ocg-chart-1 {engine} svg {cpu} {memory} {output} /nonexistent\n"
    began, limit = time.monotonic(), cpu * 30 + 60
    try:
        # Into a file, as the program has it: a pipe knows no limit on size.
        with tempfile.TemporaryFile() as drawing:
            run = subprocess.run([ocg, "graphviz-worker"], input=(header + dot).encode(),
                                 stdout=drawing, stderr=subprocess.PIPE, timeout=limit,
                                 env={**os.environ, "SWIFT_BACKTRACE": "enable=no"})
    except subprocess.TimeoutExpired:
        problems.append(f"{name}: still at work after {limit} s")
        return
    print(f"{name}: status {run.returncode} after {time.monotonic() - began:.1f} s, "
          f"{run.stderr.decode(errors='replace').strip()[:90]!r}")
    if bad and run.returncode == 0:
        problems.append(f"{name}: was drawn")


def worker(ocg, problems):
    chain = "".join(f"a{i} -> a{i + 1} [weight={10 ** (i % 19)}];" for i in range(40))
    draw(ocg, problems, "weights up to 1e18", f"digraph {{ {chain} }}", "sfdp", bad=False)
    draw(ocg, problems, "1e8 outlines", 'digraph { a [pos="9,9", peripheries=100000000] }')
    many = "".join(f"n{i} -> n{i // 2};" for i in range(1, 100_000))
    draw(ocg, problems, "100,000 nodes in 64 MB", f"digraph {{ {many} }}", "sfdp", memory=64 * MEGA)
    draw(ocg, problems, "100,000 nodes in 3 s", f"digraph {{ {many} }}", "sfdp", cpu=3)
    placed = "".join(f"n{i} [pos=\"{i % 300},{i // 300}\"];" for i in range(20_000))
    draw(ocg, problems, "a file of more than 1 MB", f"digraph {{ {placed} }}", "nop2", output=MEGA)
    for name, dot in [("half a graph", "digraph {"), ("no graph", "%PDF"), ("nothing", "")]:
        draw(ocg, problems, name, dot)


def world(folder, size):
    with open(folder / "links.csv", "w", encoding="utf-8") as file:
        file.write("A,B,DAY\n")
        for person in range(1, size):
            near = person - 1 if person % 12 else person // 12
            file.write(f"P{person},P{near},2026-08-{person % 28 + 1:02d}\n")
            if person % 4 == 3:
                file.write(f"P{person},P{person - 3},2026-07-{person % 28 + 1:02d}\n")
    (folder / "mapping.json5").write_text(MAPPING, encoding="utf-8")


def children(pid, stop, ended):
    """Kills every drawing process that `pid` starts."""
    while not stop.is_set():
        found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True).stdout.split()
        for child in found:
            subprocess.run(["kill", "-9", child], capture_output=True)
            ended.append(child)
        time.sleep(0.02)


def run(arguments, limit, killing=False):
    began = time.monotonic()
    process = subprocess.Popen([str(a) for a in arguments], stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    stop, ended = threading.Event(), []
    if killing:
        threading.Thread(target=children, args=(process.pid, stop, ended), daemon=True).start()
    try:
        out, err = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        process.kill()
        out, err = process.communicate()
        err += f"\nstill at work after {limit} s"
    stop.set()
    return process.returncode, out, err, time.monotonic() - began, ended


def network(ocg, problems, folder, size):
    case, chart = folder / "limits.ocgcase", folder / "network.svg"
    world(folder, size)
    for step in [["new", case], ["import", case, "--mapping", folder / "mapping.json5",
                                 folder / "links.csv"], ["link", case]]:
        status, _, err, seconds, _ = run([ocg, *step], 1200)
        print(f"{size:,} entities, ocg {step[0]}: {seconds:.1f} s")
        if status not in (0, 1):
            problems.append(f"{size}: ocg {step[0]}: {err.strip()[-200:]}")
            return
    whole = "the whole network" if size <= 20_000 else "communities of the network"
    for killing in [False, True]:
        status, out, err, seconds, ended = run(
            [ocg, "chart", case, "--kind", "network", "--period", "2026-Q3", "-o", chart], 1200, killing)
        text = chart.read_text(encoding="utf-8") if status == 0 and chart.exists() else ""
        print(f"{size:,} entities drawn{', processes killed' if killing else ''}: status {status}, "
              f"{seconds:.1f} s, {len(text):,} bytes; {err.strip().splitlines()[-1:]}")
        if not killing and (status != 0 or whole not in text or "Not shown: " not in text):
            problems.append(f"{size}: {err.strip()[-200:]}")
        if killing:
            table = chart.with_suffix(".table.html")
            content = table.read_text(encoding="utf-8") if table.exists() else ""
            told = status == 1 and "signal 9" in err and table.name in err and not chart.exists()
            tables = told and content.count('class="marking"') == 2 and "<caption>" in content
            # A process so short that it was not caught drew the communities, and says that it did.
            drew = status == 0 and "Not shown: " in text and not table.exists()
            if not ended or not (tables or drew):
                problems.append(f"{size}, killed: status {status}, {len(content)} bytes of tables, "
                                f"{err.strip()[-200:]}")
        chart.unlink(missing_ok=True)


def assessment(ocg, problems, folder):
    case = folder / "small.ocgcase"
    world(folder, 200)
    for step in [["new", case], ["import", case, "--mapping", folder / "mapping.json5",
                                 folder / "links.csv"], ["link", case]]:
        run([ocg, *step], 300)
    status, _, err, seconds, ended = run(
        [ocg, "assess", case, "--period", "2026-Q3", "--output", folder / "products"], 300, True)
    html = folder / "products/assessment.html"
    text = html.read_text(encoding="utf-8") if html.exists() else ""
    print(f"assessment, {len(ended)} processes killed: status {status}, {seconds:.1f} s")
    if status != 1 or "ended by signal 9" not in err or "Review list" not in text:
        problems.append(f"assessment, killed: status {status}, {err.strip()[-300:]}")
    if not (folder / "products/assessment.pdf").exists():
        problems.append("assessment, killed: no PDF")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("ocg")
    parser.add_argument("--entities", default="2000")
    options = parser.parse_args()
    ocg, problems = pathlib.Path(options.ocg).resolve(), []
    worker(ocg, problems)
    with tempfile.TemporaryDirectory() as name:
        assessment(ocg, problems, pathlib.Path(name))
    for size in options.entities.split(","):
        with tempfile.TemporaryDirectory() as name:
            network(ocg, problems, pathlib.Path(name), int(size))
    print("\n".join(problems))
    print(f"{len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
