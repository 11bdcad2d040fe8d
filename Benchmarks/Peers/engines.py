"""The programs that are compared: ours, igraph, NetworKit, GAPBS and GVE-Leiden.

Each is loaded once with a graph; a call of one kernel returns its seconds and its answer.
"""

import json
import os
import pathlib
import random
import re
import subprocess
import tempfile
import time

import numpy as np


class Links:
    """A file that `graph-kernels generate` wrote."""

    def __init__(self, path):
        self.path = pathlib.Path(path)
        head = np.fromfile(path, "<u8", 8)
        if head[0].tobytes() != b"OCGEDGES":
            raise SystemExit(f"{path}: does not begin with OCGEDGES; make it with graph-kernels")
        flags, self.n, self.m, self.members = (int(word) for word in head[1:5])
        self.pairs = np.fromfile(path, "<i4", 2 * self.m, offset=64).reshape(self.m, 2)
        after = 64 + 8 * self.m * (1 + bool(flags & 2) + bool(flags & 4))
        self.truth = np.fromfile(path, "<i4", self.n, offset=after) if flags & 8 else None

    @property
    def degrees(self):
        return np.bincount(self.pairs.ravel(), minlength=self.n)


class Ours:
    """`graph-kernels serve`: the graph stays loaded, each line of options is one run."""

    name = "ours"

    def __init__(self, program, links):
        self.folder = tempfile.TemporaryDirectory()
        self.process = subprocess.Popen(
            [program, "serve", str(links.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, bufsize=1)
        self.reply()

    def reply(self):
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("graph-kernels ended without a reply")
        answer = json.loads(line)
        if "error" in answer:
            raise RuntimeError(f"graph-kernels: {answer['error']}")
        return answer

    def run(self, kernel, threads=1, arrays=False, **options):
        line = f"--kernel {kernel} --threads {threads}"
        line += "".join(f" --{name} {value}" for name, value in options.items())
        prefix = os.path.join(self.folder.name, "answer")
        if arrays:
            line += f" --answer {prefix}"
        self.process.stdin.write(line + "\n")
        answer = self.reply()
        answer["arrays"] = {
            name: np.load(f"{prefix}.{name}.npy") for name in answer["digests"]} if arrays else {}
        return answer

    def close(self):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()
        self.folder.cleanup()


def timed(work):
    start = time.perf_counter()
    answer = work()
    return time.perf_counter() - start, answer


class IGraph:
    """igraph 1.0, which uses one thread."""

    def __init__(self, links):
        import igraph
        self.graph = igraph.Graph(n=links.n, edges=links.pairs)

    def run(self, kernel, **options):
        # igraph draws from this module; unseeded, its communities would differ from run to run.
        random.seed(1)
        g = self.graph
        work = {
            "pagerank": lambda: g.pagerank(directed=False, damping=0.85),
            "clustering": lambda: g.transitivity_local_undirected(mode="zero"),
            "constraint": g.constraint,
            "core": g.coreness,
            "leiden-modularity": lambda: g.community_leiden(
                "modularity", n_iterations=2).membership,
            "leiden-cpm": lambda: g.community_leiden(
                "CPM", resolution=options["resolution"], n_iterations=2).membership,
            "betweenness": lambda: g.betweenness(directed=False),
            "harmonic": lambda: g.harmonic_centrality(
                vertices=options["vertices"], normalized=False),
            "cuts": lambda: (
                g.articulation_points(), g.bridges(), len(g.biconnected_components())),
            "paths": lambda: g.get_k_shortest_paths(
                options["source"], options["target"], k=options["limit"]),
        }[kernel]
        return timed(work)


def halved(algorithm):
    """NetworKit counts a pair of an undirected graph twice, from either end."""
    return np.asarray(algorithm.scores()) / 2


class NetworKit:
    """NetworKit 11, at its best setting for each kernel."""

    def __init__(self, links):
        import networkit
        self.nk = networkit
        rows, columns = (links.pairs[:, i].astype(np.uint64) for i in (0, 1))
        self.graph = networkit.GraphFromCoo(
            (np.ones(links.m), (rows, columns)), n=links.n, weighted=False, directed=False)

    def run(self, kernel, threads=1, **options):
        nk, g = self.nk, self.graph
        nk.setNumberOfThreads(threads)
        if kernel == "pagerank":
            # It loses the mass of nodes without links; scaled to sum 1 its scores are the same.
            rank = nk.centrality.PageRank(g, damp=0.85, tol=options["tolerance"])
            rank.norm = nk.centrality.Norm.l1norm
            seconds, _ = timed(rank.run)
            return seconds / steps(rank.numberOfIterations(), options), rank.scores()
        algorithm, result = {
            "bfs": lambda: (
                nk.distance.BFS(g, options["source"], False), lambda a: a.getDistances()),
            "components": lambda: (
                nk.components.ParallelConnectedComponents(g, False) if threads > 1
                else nk.components.ConnectedComponents(g),
                lambda a: a.getPartition().getVector()),
            "core": lambda: (
                nk.centrality.CoreDecomposition(g, False, True), lambda a: a.scores()),
            "leiden-modularity": lambda: (
                nk.community.ParallelLeiden(g, True, 3, 1.0),
                lambda a: a.getPartition().getVector()),
            "betweenness": lambda: (
                nk.centrality.Betweenness(g, False), halved),
            "betweenness-sampled": lambda: (
                nk.centrality.KadabraBetweenness(g, options["error"], options["risk"]), halved),
            "harmonic": lambda: (
                nk.centrality.HarmonicCloseness(g, False), lambda a: a.scores()),
        }[kernel]()
        nk.setSeed(options.get("seed", 1), True)
        seconds, _ = timed(algorithm.run)
        return seconds, result(algorithm)


def steps(sweeps, options):
    """What the seconds are divided by: the sweeps, unless the whole is wanted."""
    return 1 if options.get("whole") else sweeps


class GAPBS:
    """GAPBS: one process per run, its own clock; the graph in its serialised form."""

    def __init__(self, folder, links, scratch):
        self.folder = pathlib.Path(folder)
        self.file = pathlib.Path(scratch) / (links.path.stem + ".sg")
        if not self.file.exists():
            text, part = self.file.with_suffix(".el"), self.file.with_suffix(".part")
            np.savetxt(text, links.pairs, fmt="%d")
            subprocess.run(
                [self.folder / "converter", "-s", "-f", text, "-b", part], check=True,
                stdout=subprocess.DEVNULL)
            part.rename(self.file)
            text.unlink()

    def run(self, kernel, threads=1, **options):
        program, extra = {
            "pagerank": ("pr_spmv", ["-l", "-i", "1000", "-t", options.get("tolerance")]),
            "bfs": ("bfs", ["-r", options.get("source")]),
            "components": ("cc", []),
            "triangles": ("tc", []),
        }[kernel]
        output = subprocess.run(
            [str(part) for part in [
                self.folder / program, "-f", self.file, "-n", 1, "-a", *extra]],
            env={**os.environ, "OMP_NUM_THREADS": str(threads)}, check=True,
            capture_output=True, text=True).stdout
        seconds = float(re.search(r"Trial Time:\s+([\d.]+)", output).group(1))
        if kernel == "pagerank":
            sweeps = len(re.findall(r"^ +\d+ +[\d.e+-]+$", output, re.M))
            top = [int(node) for node in re.findall(r"^(\d+):[\d.e+-]+$", output, re.M)]
            return seconds / steps(sweeps, options), top
        answer = {
            "bfs": r"BFS Tree has (\d+) nodes", "components": r"There are (\d+) components",
            "triangles": r"(\d+) triangles"}[kernel]
        return seconds, int(re.search(answer, output).group(1))


class GVE:
    """GVE-Leiden: one process that repeats for itself; the last line tells time and quality."""

    def __init__(self, program, links, scratch):
        self.program = program
        self.file = pathlib.Path(scratch) / (links.path.stem + ".mtx")
        if not self.file.exists():
            # Under another name until it is whole: a run that was stopped leaves no half file.
            part = self.file.with_suffix(".part")
            with open(part, "w", encoding="ascii") as file:
                file.write("%%MatrixMarket matrix coordinate pattern symmetric\n")
                file.write(f"{links.n} {links.n} {links.m}\n")
                np.savetxt(file, links.pairs + 1, fmt="%d")
            part.rename(self.file)

    def run(self, kernel, threads=1, **options):
        del kernel, options
        output = subprocess.run(
            [self.program, str(self.file), "0", "0"], capture_output=True, text=True, check=True,
            env={**os.environ, "OMP_NUM_THREADS": str(threads)}).stdout
        # It takes the number it was compiled with, whatever the environment says.
        if f"OMP_NUM_THREADS={threads}\n" not in output:
            raise RuntimeError(f"GVE-Leiden must be compiled with -DMAX_THREADS={threads}")
        line = [line for line in output.splitlines() if line.endswith("leidenStaticOmp")][-1]
        milliseconds = float(re.match(r"\{0*([\d.]+)ms", line).group(1))
        quality = float(re.search(r"([-\d.]+) modularity", line).group(1))
        cut = int(re.search(r"(\d+)/\d+ disconnected", line).group(1))
        return milliseconds / 1000, {"quality": quality, "disconnected": cut}
