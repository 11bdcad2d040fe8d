#!/usr/bin/env python3
"""Compare every published value with what the command line of `ocg graph` prints.

    check_graph_oracles.py OCG_BINARY DATA_DIR

OCG_BINARY is the built program, DATA_DIR the folder that holds `oracles`, `covert` and the other
real data sets. Values must agree to 1e-6 (the oracles are written with six decimals). One line
per set; the last line is `N passed, M failed`; exit code 1 if any value disagrees. Without the
data: `skipped: data not present`, exit code 0. Needs nothing but Python's standard library.
"""

import csv
import json
import pathlib
import subprocess
import sys
import tempfile
from random import Random

TOLERANCE = 1e-6
# A rounded value may lie half a unit of the sixth decimal away from the true one.
ROUNDED = TOLERANCE + 0.5e-6

# Oracle, file, further arguments: the oracles take every set as undirected and unweighted.
SETS = [
    ("caviar", "covert/morselli_caviar.csv", ["--undirected"]),
    ("ciel", "covert/ciel/CIELNET.csv", ["--undirected"]),
    ("natarajan_heroin", "covert/natajaran_heroin.csv", ["--undirected"]),
    ("togo", "covert/morselli_togo.csv", []),
    ("siren", "covert/siren/SIREN.csv", []),
    ("london_gang", "covert/london_gang/LONDON_GANG.csv", []),
    ("slumlords_business_family", "covert/slumlords_4.graphml", []),
    ("karate_club", "communities/karate_club.gml", []),
    ("dolphins", "communities/dolphins.gml", []),
    ("football", "communities/football.gml", []),
    ("lesmis", "communities/lesmis.gml", []),
    ("polbooks", "communities/polbooks.gml", []),
    ("montagna_meetings", "montagna-meetings/Montagna_meetings_edgelist.csv", []),
    ("LFR_nv300maxs150mins30maxd60avgd30mix5",
     "communities/nv300maxs150mins30maxd60avgd30mix5/network.dat", []),
    ("LFR_nv300maxs150mins30maxd60avgd30mix20",
     "communities/nv300maxs150mins30maxd60avgd30mix20/network.dat", []),
]

# Names in the oracle files and the names that `ocg graph info --json` gives the same numbers.
FACTS = {
    "n": "nodes", "m": "links", "density": "density", "components": "components",
    "largest": "largest", "isolates": "isolates", "triangles": "triangles",
    "transitivity": "transitivity", "avg_local_clustering": "averageLocalClustering",
    "diameter_largest": "diameterOfLargest", "max_core": "maximumCore",
    "articulation_points": "cutNodes", "bridges": "bridges",
}
TOPS = {
    "degree_top": "degree", "betweenness_top": "betweenness", "pagerank_top": "pagerank",
    "eigenvector_top": "eigenvector", "closeness_wf_top": "closeness",
    "harmonic_top": "harmonic",
}
# What an oracle says about its own making or about the truth that a community set comes with.
NOT_COMPARED = {"name", "note", "directed_input", "betweenness_igraph_vs_networkx_maxerr",
                "truth_k", "leiden_nmi", "leiden_ari", "truth_Q"}


class Check:
    """Counts comparisons of one set and keeps those that fail."""

    def __init__(self, name):
        self.name = name
        self.count = 0
        self.worst = 0.0
        self.failures = []

    def equal(self, what, ours, theirs, tolerance=ROUNDED):
        self.count += 1
        if not isinstance(ours, (int, float)) or isinstance(ours, bool):
            if ours != theirs:
                self.failures.append(f"{what}: {ours!r}, expected {theirs!r}")
            return
        difference = abs(ours - theirs)
        self.worst = max(self.worst, difference)
        if not difference <= tolerance:
            self.failures.append(f"{what}: {ours!r}, expected {theirs!r}")

    def true(self, what, holds, shown=""):
        self.count += 1
        if not holds:
            self.failures.append(f"{what} {shown}".strip())

    def report(self):
        if self.failures:
            print(f"FAIL  {self.name}: {len(self.failures)} of {self.count} values differ")
            for failure in self.failures[:20]:
                print(f"        {failure}")
        else:
            print(f"ok    {self.name}: {self.count} values, "
                  f"largest difference {self.worst:.1e}")
        return not self.failures


class Program:
    """The binary under test."""

    def __init__(self, binary):
        self.binary = binary

    def run(self, *arguments):
        return json.loads(self.output(*arguments))

    def output(self, *arguments):
        done = subprocess.run([self.binary, "graph", *map(str, arguments), "--json"],
                              capture_output=True, text=True, timeout=600)
        if done.returncode != 0:
            raise RuntimeError(f"exit code {done.returncode}: {done.stderr.strip()}")
        return done.stdout

    def info(self, path, *extra):
        return self.run("info", path, *extra)["graph"]

    def measures(self, path, names, *extra):
        return self.run("measure", path, "--measure", ",".join(names), *extra)["measures"]


def node_label(label, labels):
    """Some oracles were made by a reader that turns the label 33 into 33.0."""
    if label not in labels and label.endswith(".0") and label[:-2] in labels:
        return label[:-2]
    return label


def check_set(program, data, name, file, extra):
    check = Check(name)
    oracle = json.loads((data / "oracles" / f"{name}.json").read_text())
    path = data / file
    info = program.info(path, *extra)
    check.true("undirected", info["directed"] is False)
    if oracle.get("arcs") is not None:
        as_given = program.info(path)
        check.equal("arcs", as_given["links"], oracle["arcs"])
        check.equal("directed_input", as_given["directed"], oracle["directed_input"])
    for key, fact in FACTS.items():
        check.equal(key, info[fact], oracle[key])
    measures = program.measures(path, TOPS.values(), *extra)
    for key, measure in TOPS.items():
        values = measures[measure]
        check.equal(f"{measure}: nodes", len(values), oracle["n"])
        named = {node_label(label, values) for label, _ in oracle[key]}
        for label, value in oracle[key]:
            check.equal(f"{measure} of {label}", values.get(node_label(label, values)), value)
        # No node outside the published first five may rank above the last of them.
        last = min(value for _, value in oracle[key])
        above = [label for label, value in values.items()
                 if label not in named and value > last + ROUNDED]
        check.true(f"{measure}: {above} above the published first five", not above)
    check_communities(program, check, oracle, path, extra)
    known = set(FACTS) | set(TOPS) | NOT_COMPARED | {
        "arcs", "leiden_best_Q", "leiden_best_k", "leiden_sizes"}
    check.true(f"keys not compared: {sorted(set(oracle) - known)}", set(oracle) <= known)
    return check


def check_communities(program, check, oracle, path, extra):
    found = program.run("communities", path, "--objective", "modularity", "--resolution", "1",
                        "--seed", "1", *extra)
    best = oracle["leiden_best_Q"]
    check.true("modularity reached", found["quality"] >= best - ROUNDED,
               f"{found['quality']}, best known {best}")
    check.equal("communities: nodes", len(found["communities"]), oracle["n"])
    if abs(found["quality"] - best) <= ROUNDED:
        sizes = {}
        for community in found["communities"].values():
            sizes[community] = sizes.get(community, 0) + 1
        # Several divisions can share the best quality; then sizes may differ.
        if sorted(sizes.values(), reverse=True) != oracle["leiden_sizes"]:
            print(f"note  {check.name}: equal modularity with community sizes "
                  f"{sorted(sizes.values(), reverse=True)}, published {oracle['leiden_sizes']}")
        else:
            check.equal("communities", len(sizes), oracle["leiden_best_k"])


def area_under_curve(values, positives):
    """The chance that a positive scores above another, equal scores counted as half."""
    wins = total = 0
    for label in positives:
        for other in values:
            if other not in positives:
                total += 1
                wins += (values[label] > values[other]) + 0.5 * (values[label] == values[other])
    return wins / total


def check_key_players(program, data):
    check = Check("key_player_london_gang")
    oracle = json.loads((data / "oracles/key_player_london_gang.json").read_text())
    oracle = oracle["london_gang_rank_le_2"]
    measures = program.measures(data / "covert/london_gang/LONDON_GANG.csv", oracle["auc"])
    with open(data / "covert/london_gang/LONDON_GANG_ATTR.csv", encoding="utf-8-sig") as file:
        ranks = {row[""]: int(row["Ranking"]) for row in csv.DictReader(file)}
    positives = {label for label, rank in ranks.items() if rank <= 2}
    check.equal("n", len(ranks), oracle["n"])
    check.equal("positives", len(positives), oracle["positives"])
    for measure, published in oracle["auc"].items():
        auc = area_under_curve(measures[measure], positives)
        check.equal(f"auc of {measure}", round(auc, 3), published)
    for rank, published in oracle["mean_degree_by_rank"].items():
        degrees = [measures["degree"][label] for label in ranks if str(ranks[label]) == rank]
        check.equal(f"mean degree of rank {rank}", round(sum(degrees) / len(degrees), 2), published)
    return check


def check_counts(program, data, file, directed, nodes, links, triangles, core):
    check = Check(file)
    as_given = program.info(data / file)
    check.equal("directed", as_given["directed"], directed)
    check.equal("links", as_given["links"], links)
    info = program.info(data / file, "--undirected")
    check.equal("nodes", info["nodes"], nodes)
    check.equal("triangles", info["triangles"], triangles)
    check.equal("core", info["maximumCore"], core)
    return check


def check_spellings(program, data):
    """The same directed graph as a list, a list with strengths and METIS, numbered from 0 or 1."""
    check = Check("oracle-gapbs: one graph in several formats")
    names = ["degree", "degree-in", "degree-out", "betweenness", "pagerank", "harmonic", "core",
             "triangles", "clustering", "component"]
    folder = data / "oracle-gapbs/graphs"
    graphs = {}
    for file, base in [("4.el", 0), ("4.wel", 0), ("4.graph", 1), ("4w.graph", 1)]:
        info = program.info(folder / file, "--directed")
        # Node 11 (from 0) has no links, so a list of links cannot name it.
        check.equal(f"{file}: links", info["links"], 53)
        values = program.measures(folder / file, names, "--directed")
        graphs[file] = {measure: {int(label) - base: value for label, value in nodes.items()}
                        for measure, nodes in values.items()}
    isolated = set(graphs["4.graph"]["degree"]) - set(graphs["4.el"]["degree"])
    check.true("METIS names the nodes without links", all(
        graphs["4.graph"]["degree"][node] == 0 for node in isolated))
    for one, other in [("4.el", "4.wel"), ("4.graph", "4w.graph")]:
        for measure in names:
            for node, value in graphs[one][measure].items():
                check.equal(f"{one} and {other}: {measure} of {node}",
                            graphs[other][measure].get(node), value, 0)
    # Shares of pairs and PageRank depend on the number of nodes, the others do not.
    for measure in ["degree", "degree-in", "degree-out", "harmonic", "core", "triangles",
                    "clustering"]:
        for node, value in graphs["4.el"][measure].items():
            check.equal(f"4.el and 4.graph: {measure} of {node}",
                        graphs["4.graph"][measure][node], value, 1e-12)
    return check


def adjacency(path):
    """A Graphalytics file: each line a node and its neighbours."""
    rows = [line.split() for line in path.read_text().splitlines() if line.strip()]
    return {row[0]: row[1:] for row in rows}


def reference(path):
    pairs = [line.split() for line in path.read_text().splitlines() if line.strip()]
    return {label: float(value) for label, value in pairs}


def as_pajek(neighbours, directed, folder, name):
    """Writes the graph as Pajek, which names nodes without links too."""
    labels = list(neighbours)
    for targets in neighbours.values():
        labels += [label for label in targets if label not in neighbours and label not in labels]
    number = {label: index + 1 for index, label in enumerate(labels)}
    lines = [f"*Vertices {len(labels)}"]
    lines += [f'{number[label]} "{label}"' for label in labels]
    lines.append("*Arcs" if directed else "*Edges")
    for label, targets in neighbours.items():
        lines += [f"{number[label]} {number[target]}" for target in targets]
    path = folder / f"{name}.net"
    path.write_text("\n".join(lines) + "\n")
    return path


def check_graphalytics(program, data, directed):
    side = "dir" if directed else "undir"
    check = Check(f"oracle-ldbc-graphalytics, {'directed' if directed else 'undirected'}")
    folder = data / "oracle-ldbc-graphalytics"
    with tempfile.TemporaryDirectory() as scratch:
        def measured(algorithm, measure):
            graph = adjacency(folder / algorithm / f"{side}-input")
            path = as_pajek(graph, directed, pathlib.Path(scratch), f"{algorithm}-{side}")
            return program.measures(path, [measure])[measure]

        ours = measured("wcc", "component")
        published = reference(folder / "wcc" / f"{side}-output")
        for a, b in ((a, b) for a in published for b in published):
            check.equal(f"wcc: {a} with {b}", ours[a] == ours[b], published[a] == published[b])

        # For directed graphs Graphalytics defines another coefficient, which counts arcs.
        if not directed:
            ours = measured("lcc", "clustering")
            for label, value in reference(folder / "lcc" / f"{side}-output").items():
                check.equal(f"lcc of {label}", ours[label], value)

        ours = measured("pr", "pagerank")
        # The reference stops after a fixed number of sweeps, less than 1e-6 from the end.
        for label, value in reference(folder / "pr" / f"{side}-output").items():
            check.equal(f"pr of {label}", ours[label], value, TOLERANCE)
    return check


def check_same_bytes(program, data):
    """Neither the number of workers nor the order of rows may change a byte of the output."""
    check = Check("same bytes for 1, 2 and 5 workers and for shuffled rows")
    everything = ("degree,strength,betweenness,pagerank,eigenvector,harmonic,closeness,core,"
                  "triangles,clustering,constraint,component")
    random = Random(1)
    with tempfile.TemporaryDirectory() as scratch:
        for file in ["montagna-meetings/Montagna_meetings_edgelist.csv",
                     "graphs-cugraph/netscience.csv"]:
            rows = (data / file).read_text().splitlines()
            random.shuffle(rows)
            shuffled = pathlib.Path(scratch) / "shuffled.csv"
            shuffled.write_text("\n".join(rows) + "\n")
            for command in [["measure", "--measure", everything, "--weighted"], ["info"],
                            ["communities", "--objective", "cpm", "--weighted"],
                            ["communities", "--objective", "modularity"]]:
                first = program.output(command[0], data / file, *command[1:], "--workers", 1)
                for path, workers in [(data / file, 2), (data / file, 5), (shuffled, 2)]:
                    again = program.output(command[0], path, *command[1:], "--workers", workers)
                    check.true(f"{command} on {path.name}, {workers} workers", again == first)
    return check


def main():
    arguments = sys.argv[1:]
    if len(arguments) != 2:
        print(__doc__.strip())
        return 2
    program, data = Program(arguments[0]), pathlib.Path(arguments[1])
    if not (data / "oracles").is_dir():
        print("skipped: data not present")
        return 0
    tasks = [(name, lambda row=(name, file, extra): check_set(program, data, *row))
             for name, file, extra in SETS]
    tasks += [
        ("key_player_london_gang", lambda: check_key_players(program, data)),
        ("wiki-Vote", lambda: check_counts(
            program, data, "graphs/wiki-Vote.txt", True, 7115, 103689, 608389, 53)),
        ("facebook", lambda: check_counts(
            program, data, "graphs/facebook_combined.txt", False, 4039, 88234, 1612010, 115)),
        ("same bytes", lambda: check_same_bytes(program, data)),
        ("oracle-gapbs", lambda: check_spellings(program, data)),
        ("oracle-ldbc-graphalytics", lambda: check_graphalytics(program, data, True)),
        ("oracle-ldbc-graphalytics", lambda: check_graphalytics(program, data, False)),
    ]
    passed = failed = 0
    for name, task in tasks:
        try:
            succeeded = task().report()
        except (RuntimeError, OSError, KeyError, ValueError,
                subprocess.TimeoutExpired) as error:
            print(f"FAIL  {name}: {type(error).__name__}: {error}")
            succeeded = False
        passed += succeeded
        failed += not succeeded
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
