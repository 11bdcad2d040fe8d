#!/usr/bin/env python3
"""Time the graph core against igraph, NetworKit, GAPBS and GVE-Leiden on the same files.

    peers.py GRAPH_KERNELS [--quick | --growth] [--threads T] [--repeat R] [--only WORD,...]
             [--scratch DIR] [--store FILE] [--output FILE]

GRAPH_KERNELS is the release binary. For each row ours and the peer run in turn on the same graph
with the same number of threads (igraph has one, so ours has one too), R times each, and the median
counts; before that the answers are compared, and a row whose answers disagree is an error without
a time. Ratios are ours / peer. --only takes rows in whose name (kernel graph peer) a word occurs.
--store keeps rows in a file of JSON lines, so that a table can be made in several runs.
Exit code 1 if some answers disagree; a bar that is missed is told, not an error.
"""

import argparse
import datetime
import json
import os
import pathlib
import statistics
import subprocess
import sys

import checks
import growth
import self_rows
from engines import GAPBS, GVE, IGraph, Links, NetworKit, Ours
from rows import table

FULL = {
    "kron": ["kron", "--scale", "20"],
    "kron-small": ["kron", "--scale", "18"],
    "planted": ["planted-small", "--n", "200000"],
    "household": ["household", "--n", "1000000", "--simple"],
    "projected": ["household", "--n", "200000", "--project", "50"],
    "abcd": ["abcd", "--n", "1000000"],
    "giant": ["household", "--n", "20000", "--simple", "--giant"],
    "giant-small": ["household", "--n", "5000", "--simple", "--giant"],
    "hundred-thousand": ["household", "--n", "68000", "--simple", "--giant"],
}
QUICK = {
    "kron": ["kron", "--scale", "14"],
    "kron-small": ["kron", "--scale", "12"],
    "planted": ["planted-small", "--n", "10000"],
    "household": ["household", "--n", "20000", "--simple"],
    "projected": ["household", "--n", "5000", "--project", "50"],
    "abcd": ["abcd", "--n", "10000"],
    "giant": ["household", "--n", "1000", "--simple", "--giant"],
    "giant-small": ["household", "--n", "1000", "--simple", "--giant"],
    "hundred-thousand": ["household", "--n", "4000", "--simple", "--giant"],
}


class Bench:
    """One graph, loaded into each engine when a row first asks for it."""

    def __init__(self, program, scratch, recipe, name):
        path = pathlib.Path(scratch) / ("-".join(recipe).replace("--", "") + ".edges")
        if not path.exists():
            subprocess.run(
                [program, "generate", *recipe, "--output", str(path)], check=True,
                stdout=subprocess.DEVNULL)
        self.name, self.program, self.scratch = name, program, scratch
        self.links = Links(path)
        self.ours = Ours(program, self.links)
        self.engines = {}

    def peer(self, name):
        """The engine, or None where it is not there."""
        if name not in self.engines:
            make = {
                "igraph": lambda: IGraph(self.links),
                "NetworKit": lambda: NetworKit(self.links),
                "GAPBS": lambda: GAPBS(os.environ["GAPBS"], self.links, self.scratch),
                "GVE": lambda: GVE(os.environ["GVE_LEIDEN"], self.links, self.scratch),
            }[name]
            known = {"GAPBS": "GAPBS", "GVE": "GVE_LEIDEN"}
            present = name not in known or known[name] in os.environ
            self.engines[name] = make() if present else None
        return self.engines[name]

    def close(self):
        self.ours.close()
        self.engines.clear()


def measure(bench, row, threads, repeat):
    """Compare the answers and return the medians, or raise `Disagreement`."""
    peer = bench.peer(row.peer)
    threads = threads if row.parallel else 1
    options = dict(row.options)
    theirs_options = dict(options)
    if options.get("tolerance") == "equal residual":
        _, scores = peer.run(row.kernel)
        scores = checks.np.asarray(scores)
        options["tolerance"] = max(
            1e-14, checks.pagerank_residual(bench.links, scores / scores.sum()))
        theirs_options = {}
    ours = bench.ours.run(row.kernel, threads, arrays=True, **options)
    theirs_options.update(row.theirs(bench.links, ours))
    if row.peer != "igraph":
        theirs_options["threads"] = threads
    first, answer = peer.run(row.kernel, **theirs_options)
    note = row.check(bench.links, ours, answer)

    # What takes long is run less often; the table tells how often.
    longest = max(first, ours["seconds"][0])
    repeat = repeat if longest < 10 else min(repeat, 3) if longest < 30 else 0
    steps = ours["summary"].get("iterations", 1) if row.per_iteration else 1
    mine, their = ([], []) if repeat else ([ours["seconds"][0] / steps], [first])
    for turn in range(repeat):
        again = bench.ours.run(row.kernel, threads, **options)
        if again["digests"] != ours["digests"]:
            raise checks.Disagreement("a second run gave other bits")
        steps = again["summary"].get("iterations", 1) if row.per_iteration else 1
        mine.append(again["seconds"][0] / steps)
        their.append(peer.run(row.kernel, **theirs_options)[0])
    return {
        "ours": statistics.median(mine),
        "theirs": statistics.median(their) * row.scale(bench.links),
        "repeat": len(mine), "threads": threads, "note": note,
    }


def entry(row, result):
    ratio = result["ours"] / result["theirs"]
    return {
        "kernel": row.name or row.kernel, "graph": row.graph, "peer": row.peer, "bar": row.bar,
        "ratio": ratio, "met": ratio <= row.bar, **result}


def machine():
    model = next(
        (line.split(":")[1].strip() for line in open("/proc/cpuinfo", encoding="ascii")
         if line.startswith("model name")), "unknown processor")
    memory = next(
        int(line.split()[1]) for line in open("/proc/meminfo", encoding="ascii")
        if line.startswith("MemTotal"))
    return f"{os.cpu_count()} cores of {model}, {memory / 1048576:.0f} GiB"


def runs(count):
    return "1 run" if count == 1 else f"{count} runs"


def number(seconds, unit="s"):
    if unit == "bytes":
        return f"{seconds / 2**20:.0f} MiB"
    return f"{seconds:.3g} s" if seconds >= 1 else f"{1000 * seconds:.3g} ms"


def commit():
    """The commit at hand, by its short name."""
    here = pathlib.Path(__file__).resolve().parent
    return subprocess.run(
        ["git", "-C", here, "rev-parse", "--short", "HEAD"], capture_output=True, text=True,
        check=False).stdout.strip() or "unknown"


def render(entries, graphs, arguments):
    lines = [
        f"# Graph core against its peers, {datetime.date.today()}", "",
        f"{machine()}; `{arguments}`; the last column names each row's commit.", "",
        "Medians of runs taken in turn; ratio = ours / peer, lower is better. PageRank against",
        "NetworKit and GAPBS is per iteration. A row has a time only where the answers agreed; what",
        "takes 30 s or more was timed once, in the run whose answer was compared.",
        "",
        "| graph | recipe |", "|---|---|"]
    lines += [f"| {name} | `{' '.join(recipe)}` |" for name, recipe in graphs.items()]
    lines += ["", "| kernel | graph | peer | threads | ours | peer's | ratio | bar | | answers |",
              "|---|---|---|---:|---:|---:|---:|---:|---|---|"]
    for e in entries:
        if "error" in e:
            lines.append(f"| {e['kernel']} | {e['graph']} | {e['peer']} | | | | | {e['bar']} "
                         f"| **ERROR** | {e['error']} |")
            continue
        lines.append(
            f"| {e['kernel']} | {e['graph']} | {e['peer']} | {e['threads']} "
            f"| {number(e['ours'], e.get('unit'))} | {number(e['theirs'], e.get('unit'))} | {e['ratio']:.2f} | {e['bar']} "
            f"| {'met' if e['met'] else 'not met'} | {e['note']}; {runs(e['repeat'])}, {e.get('commit', '')} |")
    met = sum(e.get("met", False) for e in entries)
    wrong = sum("error" in e for e in entries)
    lines += ["", f"{met} of {len(entries)} bars met, {wrong} rows with answers that disagree."]
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--only", default="")
    parser.add_argument("--scratch", default=".build-peers/graphs")
    parser.add_argument("--store")
    parser.add_argument("--output")
    a = parser.parse_args()
    pathlib.Path(a.scratch).mkdir(parents=True, exist_ok=True)
    if a.growth:
        text, wrong = growth.run(a)
    else:
        text, wrong = peers(a)
    print(text)
    if a.output:
        pathlib.Path(a.output).write_text(text, encoding="utf-8")
    sys.exit(1 if wrong else 0)


def peers(a):
    graphs = QUICK if a.quick else FULL
    words = [word for word in a.only.split(",") if word]
    rows = [row for row in table() + self_rows.table(a.quick)
            if not words or any(w in f"{row.kernel} {row.graph} {row.peer}" for w in words)]
    if not rows and not a.store:
        sys.exit(f"peers.py: no row of the table has a word of '{a.only}' in its name; "
                 "names are of the form 'pagerank kron igraph'")
    entries = []
    for name in dict.fromkeys(row.graph for row in rows):
        bench = Bench(a.program, a.scratch, graphs[name], name)
        for row in (row for row in rows if row.graph == name):
            if row.peer == "ours":
                found = self_rows.measure(bench, row, a.threads, a.repeat)
            elif bench.peer(row.peer) is None:
                continue
            else:
                try:
                    found = entry(row, measure(bench, row, a.threads, a.repeat))
                except (checks.Disagreement, RuntimeError) as fault:
                    found = {"kernel": row.name or row.kernel, "graph": row.graph, "peer": row.peer,
                             "bar": row.bar, "error": str(fault)}
            found["commit"] = commit()
            print(json.dumps(found), file=sys.stderr, flush=True)
            entries.append(found)
        bench.close()
    if a.store:
        if a.quick:
            sys.exit("peers.py: --store keeps rows of full size; leave out --quick")
        entries = merged(pathlib.Path(a.store), entries)
    command = "Benchmarks/peers.sh" + " --quick" * a.quick
    return render(entries, graphs, command), any("error" in e for e in entries)


def merged(path, entries):
    """The rows stored before, those measured again replaced, in the order of the table."""
    def key(e):
        return e["kernel"], e["graph"], e["peer"]
    stored = {}
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            stored[key(json.loads(line))] = json.loads(line)
    stored.update((key(e), e) for e in entries)
    every = table() + self_rows.table(False)
    order = {(r.name or r.kernel, r.graph, r.peer): i for i, r in enumerate(every)}
    entries = sorted(stored.values(), key=lambda e: order.get(key(e), len(order)))
    path.write_text("".join(json.dumps(e) + "\n" for e in entries), encoding="utf-8")
    return entries


if __name__ == "__main__":
    main()
