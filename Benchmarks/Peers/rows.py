"""The rows of the peer table: kernel, graph, peer, bar, and how the answers are compared."""

from dataclasses import dataclass, field
from typing import Callable

import numpy as np

import checks

LINKLESS = "NaN for a node without links"


@dataclass
class Row:
    kernel: str
    graph: str
    peer: str
    bar: float
    # Compares (links, ours, theirs) and returns a note.
    check: Callable
    options: dict = field(default_factory=dict)
    # Whether the peer uses several threads.
    parallel: bool = True
    # Divides our seconds before the comparison: iterations of PageRank.
    per_iteration: bool = False
    # Options for the peer only, made from the graph: (links, ours) -> dict.
    theirs: Callable = lambda links, ours: {}
    # What the row is called, where it is not the kernel.
    name: str = ""
    # What the peer's seconds are multiplied with, where it does part of the work.
    scale: Callable = lambda links: 1.0


def by_array(name, check, **options):
    return lambda links, ours, theirs: check(ours["arrays"][name], theirs, **options)


def hops(links, ours, theirs):
    theirs = np.asarray(theirs, float)
    mine = ours["arrays"]["hops"].astype(float)
    theirs[theirs > links.n] = -1
    return checks.equal(mine, theirs)


def count(name):
    return lambda links, ours, theirs: checks.equal(ours["summary"][name], theirs)


def constraint(links, ours, theirs):
    return checks.near(ours["arrays"]["constraint"], theirs, where=links.degrees > 0)


def cuts(links, ours, theirs):
    nodes, bridges, blocks = theirs
    checks.equal(ours["summary"]["blocks"], blocks)
    checks.equal(ours["arrays"]["cutNodes"], sorted(nodes))
    mine = ours["arrays"]["bridges"].reshape(-1, 2)
    return checks.equal(mine[np.lexsort(mine.T[::-1])], links.pairs[sorted(bridges)])


def paths(links, ours, theirs):
    lengths = [len(path) - 1 for path in theirs]
    return checks.equal(ours["arrays"]["lengths"], sorted(lengths))


def harmonic_sample(links, ours, theirs):
    chosen = sample(links)
    return checks.near(ours["arrays"]["scores"][chosen], theirs) + f", {len(chosen)} nodes"


def sample(links):
    """Every node of a small graph, 500 of a large one."""
    return np.arange(0, links.n, max(1, links.n // 500)) if links.n > 20_000 else np.arange(links.n)


def top(links, ours, theirs):
    del links
    checks.demand(len(theirs) == 5, f"five best nodes were wanted, {len(theirs)} were printed")
    best = np.argsort(-ours["arrays"]["scores"], kind="stable")[:len(theirs)]
    return checks.equal(best, theirs) + f" in the first {len(theirs)}"


def sampled(links, ours, theirs):
    pairs = links.n * (links.n - 1) / 2
    mine, theirs = ours["arrays"]["scores"], np.asarray(theirs)
    mine = mine / pairs if mine.max(initial=0) > 1 else mine
    worst = float(np.abs(mine - theirs).max(initial=0))
    # Both keep to 0.01 each with a chance of 0.9.
    checks.demand(worst <= 0.02, f"estimates differ by {worst:.3f}")
    return f"estimates within {worst:.3f}"


def modularity(links, ours, theirs):
    mine = checks.modularity(links, ours["arrays"]["community"])
    if isinstance(theirs, dict):
        rival, broken = theirs["quality"], theirs["disconnected"]
    else:
        rival = checks.modularity(links, theirs)
        broken = checks.disconnected(links, theirs)
    split = checks.disconnected(links, ours["arrays"]["community"])
    checks.demand(split == 0, f"{split} communities are disconnected")
    checks.demand(mine >= rival - 0.001, f"Q {mine:.4f} below the peer's {rival:.4f}")
    return f"Q {mine:.4f}, peer {rival:.4f} ({broken} disconnected)"


def modularity_of_fast_peer(links, ours, theirs):
    """The floor of quality is igraph's; a peer that is faster and worse is still a peer."""
    try:
        return modularity(links, ours, theirs)
    except checks.Disagreement as fault:
        if "disconnected" in str(fault):
            raise
        return f"{fault} (no floor)"


def cpm(resolution):
    """Truth is the floor where it covers every node. Where it covers a few groups planted among
    many others, as in the household graphs, both find other groups too and the agreement with the
    few says little; there the floor is the peer's value of the objective itself."""
    def check(links, ours, theirs):
        community, theirs = ours["arrays"]["community"], np.asarray(theirs)
        split = checks.disconnected(links, community)
        checks.demand(split == 0, f"{split} communities are disconnected")
        known = links.truth >= 0
        mine = checks.adjusted_rand(community[known], links.truth[known])
        rival = checks.adjusted_rand(theirs[known], links.truth[known])
        told = f"ARI {mine:.4f}, peer {rival:.4f}"
        if known.all():
            checks.demand(mine >= rival - 0.005, f"ARI {mine:.4f} below the peer's {rival:.4f}")
            return told
        mine = checks.cpm(links, community, resolution)
        rival = checks.cpm(links, theirs, resolution)
        checks.demand(mine >= rival * 0.999, f"CPM {mine:.1f} below the peer's {rival:.1f}")
        return f"CPM {mine:.1f}, peer {rival:.1f}; {told} on {known.mean():.0%} of the nodes"

    return check


def table():
    """Every row; the graphs are those of `graphs` in peers.py."""
    rows = []

    def add(kernel, graph, peer, bar, check, **more):
        rows.append(Row(kernel, graph, peer, bar, check, **more))

    for graph in ("kron", "planted", "household"):
        add("pagerank", graph, "NetworKit", 0.3, by_array("scores", checks.pagerank),
            options={"tolerance": 1e-6}, per_iteration=True)
        add("pagerank", graph, "igraph", 0.2, by_array("scores", checks.pagerank),
            options={"tolerance": "equal residual"}, parallel=False)
        add("pagerank", graph, "GAPBS", 0.6, top, options={"tolerance": 1e-6}, per_iteration=True)
        for peer, bar, check in (("NetworKit", 0.3, by_array("scores", checks.pagerank)),
                                 ("GAPBS", 0.6, top)):
            add("pagerank", graph, peer, bar, check, options={"tolerance": 1e-6},
                name="pagerank to 1e-6", theirs=lambda *_: {"whole": True})
        add("bfs", graph, "NetworKit", 0.3, hops, theirs=lambda _, ours: source(ours))
        add("bfs", graph, "GAPBS", 1.0, count("reached"), theirs=lambda _, ours: source(ours))
        add("components", graph, "NetworKit", 0.3, by_array("component", checks.same_division))
        add("components", graph, "GAPBS", 0.9, count("components"))
        add("core", graph, "NetworKit", 0.7, by_array("core", checks.equal), parallel=False)
        add("core", graph, "igraph", 0.3, by_array("core", checks.equal), parallel=False)
        add("cuts", graph, "igraph", 0.4, cuts, parallel=False)
        add("triangles", graph, "GAPBS", 0.35, count("triangles"))
        add("clustering", graph, "igraph", 0.4, by_array("clustering", checks.near),
            parallel=False)
    for graph in ("planted", "projected"):
        add("constraint", graph, "igraph", 0.15, constraint, parallel=False)
    for graph in ("kron-small", "planted", "abcd", "projected"):
        # igraph is given two passes, ours at most two: it ends a later pass of a large graph where
        # little is to be gained. The floor of the quality holds either way.
        two = {"repetitions": 2}
        add("leiden-modularity", graph, "igraph", 0.2, modularity, parallel=False, options=two)
        add("leiden-modularity", graph, "NetworKit", 0.35, modularity_of_fast_peer, options=two)
        add("leiden-modularity", graph, "GVE", 1.0, modularity_of_fast_peer, options=two)
    for graph in ("planted", "projected"):
        # Ours takes its own number of passes: at most two on the large graphs; small ones until
        # nothing improves, since there single seeds of either differ by more than the floor.
        add("leiden-cpm", graph, "igraph", 0.25, cpm(0.05), parallel=False,
            options={"resolution": 0.05})
    # NetworKit takes more than half an hour on the graph that igraph is given.
    for graph, peer in (("giant", "igraph"), ("giant-small", "NetworKit")):
        add("betweenness", graph, peer, 0.2, by_array("scores", checks.near, relative=1e-7),
            parallel=peer != "igraph")
    add("betweenness-sampled", "kron-small", "NetworKit", 0.5, sampled,
        theirs=lambda *_: {"error": 0.01, "risk": 0.1})
    add("betweenness-sampled", "planted", "NetworKit", 0.5, sampled,
        theirs=lambda *_: {"error": 0.01, "risk": 0.1})
    add("harmonic", "hundred-thousand", "igraph", 0.1, harmonic_sample, parallel=False,
        theirs=lambda links, _: {"vertices": sample(links).tolist()},
        scale=lambda links: links.n / len(sample(links)))
    add("harmonic", "giant", "NetworKit", 0.1, by_array("scores", checks.near))
    add("paths", "giant", "igraph", 0.1, paths, parallel=False, theirs=lambda _, ours: {
        **source(ours), "target": int(ours["summary"]["target"]), "limit": 100})
    return rows


def source(ours):
    return {"source": int(ours["summary"]["source"])}
