"""How time grows: the kernels that ought to be near linear, at three sizes of which each is four
times the one before, up to some 200 million arcs, with the exponent between the sizes."""

import datetime
import math
import statistics

import checks

KERNELS = ("build", "pagerank", "bfs", "components", "core", "cuts", "fragmentation", "triangles",
           "leiden-modularity", "leiden-cpm")
# Arcs of the largest: 2 * 24 * 2^22 draws, merged, and 4 * 10^6 planted nodes.
SIZES = {
    "kron": [["kron", "--scale", str(scale), "--degree", "24"] for scale in (18, 20, 22)],
    "household": [["household", "--n", str(n), "--simple"]
                  for n in (1_000_000, 4_000_000, 16_000_000)],
}
QUICK = {
    "kron": [["kron", "--scale", str(scale), "--degree", "24"] for scale in (10, 12, 14)],
    "household": [["household", "--n", str(n), "--simple"] for n in (2_000, 8_000, 32_000)],
}
# Triangles grow with the degrees of a Kronecker graph, not with its arcs.
SUPERLINEAR = {("triangles", "kron")}


def run(a):
    import peers
    lines = [
        f"# How the graph core grows, {datetime.date.today()}", "",
        f"{peers.machine()}; {a.threads} threads; `Benchmarks/peers.sh --growth`.", "",
        "Seconds at three sizes, each four times the one before; the exponent of time over arcs",
        "between the first and the last. PageRank is per iteration; memory is the peak of the",
        "process. A run of more than 20 seconds is made once, others three times.", "",
        "| graph | kernel | " + " | ".join(f"size {i}" for i in (1, 2, 3))
        + " | exponent | peak GiB |",
        "|---|---|---:|---:|---:|---:|---:|"]
    words = [word for word in a.only.split(",") if word]
    wrong = False
    for graph, recipes in (QUICK if a.quick else SIZES).items():
        if words and not any(word in graph for word in words):
            continue
        times, arcs, peak = {kernel: [] for kernel in KERNELS}, [], {}
        for recipe in recipes:
            bench = peers.Bench(a.program, a.scratch, recipe, graph)
            arcs.append(2 * bench.links.m)
            for kernel in KERNELS:
                try:
                    times[kernel].append(time_of(bench.ours, kernel, a.threads, peak))
                except (checks.Disagreement, RuntimeError) as fault:
                    wrong = True
                    lines.append(f"| {graph} | {kernel} | **ERROR** {fault} |")
            bench.close()
        lines.append(f"| {graph} | arcs | " + " | ".join(f"{count:,}" for count in arcs) + " | | |")
        for kernel in KERNELS:
            found = times[kernel]
            if len(found) < 3:
                continue
            exponent = math.log(found[2] / found[0]) / math.log(arcs[2] / arcs[0])
            remark = " (more than linear by nature)" if (kernel, graph) in SUPERLINEAR else ""
            lines.append(
                f"| {graph} | {kernel} | " + " | ".join(peers.number(t) for t in found)
                + f" | {exponent:.2f}{remark} | {peak[kernel] / 2**30:.1f} |")
    return "\n".join(lines) + "\n", wrong


def time_of(ours, kernel, threads, peak):
    first = ours.run(kernel, threads)
    runs = [first]
    if first["seconds"][0] < 20:
        runs += [ours.run(kernel, threads) for _ in range(2)]
    for run in runs:
        checks.demand(run["digests"] == first["digests"], "a second run gave other bits")
    peak[kernel] = max(peak.get(kernel, 0), first["memory"]["peak"])
    steps = first["summary"].get("iterations", 1)
    return statistics.median(run["seconds"][0] for run in runs) / steps
