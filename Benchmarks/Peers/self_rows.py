"""Rows in which the graph core is compared with itself: one pass against another, two threads
against one, equal bits at every number of threads, and memory against what a graph must take."""

import json
import os
import statistics
import subprocess
from dataclasses import dataclass

import checks

THREADS = (1, 2, 3, 7, 16, 64)

# Kernels that use several threads and are worth it on the large graph.
SCALING = ("pagerank", "bfs", "components", "triangles", "constraint", "leiden-modularity",
           "leiden-cpm", "betweenness-sampled")
SAME = ("pagerank", "bfs", "components", "core", "triangles", "constraint", "cuts",
        "fragmentation", "leiden-modularity", "leiden-cpm", "label-propagation", "betweenness",
        "betweenness-sampled", "harmonic", "paths", "eigenvector", "katz", "hubs")


@dataclass
class SelfRow:
    kernel: str
    graph: str
    bar: float
    measure: object
    peer: str = "ours"
    name: str = ""


def table(quick):
    """Small graphs tell nothing about speed-up and memory."""
    rows = [SelfRow("fragmentation / cut-nodes", graph, 1.3, fragmentation)
            for graph in ("kron", "planted", "household")]
    # The giant component would be one part at any number of threads.
    rows += [SelfRow(f"same bits: {kernel}", "household" if kernel == "components" else "giant",
                     1.0, same_bits(kernel)) for kernel in SAME]
    if quick:
        return rows
    rows += [SelfRow(f"two threads / one: {kernel}", "kron" if kernel in ("pagerank", "bfs",
                     "components", "triangles") else "planted", 0.571, two_threads(kernel))
             for kernel in SCALING]
    rows += [SelfRow("memory: graph", graph, 1.0, graph_memory)
             for graph in ("kron", "planted", "household")]
    rows += [SelfRow("memory: Leiden scratch", graph, 1.0, leiden_memory)
             for graph in ("planted", "abcd")]
    return rows


def measure(bench, row, threads, repeat):
    found = {"kernel": row.kernel, "graph": row.graph, "peer": row.peer, "bar": row.bar}
    try:
        found.update(row.measure(bench, threads, repeat))
    except (checks.Disagreement, RuntimeError) as fault:
        return {**found, "error": str(fault)}
    found["ratio"] = found["ours"] / found["theirs"]
    return {**found, "met": found["ratio"] <= row.bar}


def in_turn(bench, first, second, repeat):
    """Medians of two runs of ours, each a pair of kernel and threads."""
    times = ([], [])
    for turn in range(repeat):
        for place, (kernel, threads) in enumerate((first, second)):
            seconds = bench.ours.run(kernel, threads)["seconds"][0]
            times[place].append(seconds)
            if turn == 0 and seconds > 10:
                repeat = 1
        if repeat == 1:
            break
    return {"ours": statistics.median(times[0]), "theirs": statistics.median(times[1]),
            "repeat": len(times[0])}


def fragmentation(bench, threads, repeat):
    del threads
    return {**in_turn(bench, ("fragmentation", 1), ("cut-nodes", 1), repeat), "threads": 1,
            "note": "own cut-vertex pass"}


def two_threads(kernel):
    def row(bench, threads, repeat):
        del threads
        one, two = (bench.ours.run(kernel, t)["digests"] for t in (1, 2))
        checks.demand(one == two, "two threads give other bits than one")
        return {**in_turn(bench, (kernel, 2), (kernel, 1), repeat), "threads": 2,
                "note": "speed-up 1.75 asked for"}
    return row


def same_bits(kernel):
    def row(bench, threads, repeat):
        del threads, repeat
        runs = [bench.ours.run(kernel, t) for t in THREADS]
        for t, run in zip(THREADS, runs):
            checks.demand(run["digests"] == runs[0]["digests"], f"other bits with {t} threads")
        seconds = runs[0]["seconds"][0]
        return {"ours": seconds, "theirs": seconds, "repeat": 1, "threads": 64,
                "note": f"equal digests with {', '.join(map(str, THREADS))} threads"}
    return row


def alone(bench, kernel, threads):
    """One run in a process of its own whose allocator gives back at once what is freed."""
    limits = {"MALLOC_MMAP_THRESHOLD_": "65536", "MALLOC_TRIM_THRESHOLD_": "65536"}
    output = subprocess.run(
        [bench.program, "run", str(bench.links.path), "--kernel", kernel, "--threads",
         str(threads)], env={**os.environ, **limits}, check=True, capture_output=True, text=True)
    return json.loads(output.stdout)


def graph_memory(bench, threads, repeat):
    """Bytes that the building of the graph left behind, against 4 per arc and 8 per node."""
    del threads, repeat
    run = alone(bench, "degrees", 1)
    floor = 8 * bench.links.m + 8 * bench.links.n
    return {"ours": run["memory"]["graph"], "theirs": floor, "repeat": 1, "threads": 1,
            "unit": "bytes", "note": "growth of the process against 4 B/arc + 8 B/node"}


def leiden_memory(bench, threads, repeat):
    del repeat
    run = alone(bench, "leiden-cpm", threads)
    scratch = run["memory"]["peak"] - run["memory"]["before"]
    graph = 8 * bench.links.m + 8 * bench.links.n
    return {"ours": scratch, "theirs": 1.5 * graph + 48 * bench.links.n, "repeat": 1,
            "threads": threads, "unit": "bytes",
            "note": "peak above what was held before against 1.5 graphs + 48 B/node"}
