"""Whether two answers agree. Each check raises `Disagreement` with what differs, or returns a
short note for the table. None of them uses the engine's own code."""

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components


class Disagreement(Exception):
    pass


def demand(condition, what):
    if not condition:
        raise Disagreement(what)


def near(ours, theirs, relative=1e-9, where=None):
    """Every value equal but for rounding."""
    ours, theirs = np.asarray(ours, float), np.asarray(theirs, float)
    demand(ours.shape == theirs.shape, f"{ours.size} values against {theirs.size}")
    if where is not None:
        ours, theirs = ours[where], theirs[where]
    scale = max(1.0, float(np.abs(theirs).max(initial=0)))
    worst = float(np.abs(ours - theirs).max(initial=0)) / scale
    demand(worst <= relative, f"values differ by {worst:.1e} of the largest")
    return f"values within {worst:.0e}"


def equal(ours, theirs):
    ours, theirs = np.asarray(ours), np.asarray(theirs)
    demand(ours.shape == theirs.shape, f"{ours.size} values against {theirs.size}")
    demand(bool((ours == theirs).all()), f"{int((ours != theirs).sum())} values differ")
    return "equal"


def pagerank(ours, theirs, bound=1e-5):
    theirs = np.asarray(theirs, float)
    distance = float(np.abs(np.asarray(ours) - theirs / theirs.sum()).sum())
    demand(distance <= bound, f"scores differ by {distance:.1e} in all")
    return f"L1 distance {distance:.0e}"


def pagerank_residual(links, scores):
    """The L1 norm of x - F(x), with the mass of nodes without links spread over all."""
    degrees = links.degrees
    share = np.divide(scores, degrees, out=np.zeros(links.n), where=degrees > 0)
    pairs = links.pairs
    gathered = (np.bincount(pairs[:, 0], share[pairs[:, 1]], links.n)
                + np.bincount(pairs[:, 1], share[pairs[:, 0]], links.n))
    dangling = scores[degrees == 0].sum()
    return float(np.abs(0.15 / links.n + 0.85 * (gathered + dangling / links.n) - scores).sum())


def same_division(ours, theirs):
    """Whether two numberings divide the nodes alike."""
    ours, theirs = np.asarray(ours), np.asarray(theirs)
    pairs = np.unique(np.stack([ours, theirs]), axis=1).shape[1]
    demand(pairs == np.unique(ours).size == np.unique(theirs).size, "the divisions differ")
    return "equal"


def modularity(links, community):
    community = np.unique(np.asarray(community), return_inverse=True)[1]
    a, b = community[links.pairs[:, 0]], community[links.pairs[:, 1]]
    volume = np.bincount(community, links.degrees)
    return float((a == b).sum() / links.m - ((volume / (2 * links.m)) ** 2).sum())


def cpm(links, community, resolution):
    """Links inside communities less the resolution times the pairs inside."""
    community = np.unique(np.asarray(community), return_inverse=True)[1]
    sizes = np.bincount(community).astype(float)
    inside = community[links.pairs[:, 0]] == community[links.pairs[:, 1]]
    return float(inside.sum() - resolution * (sizes * (sizes - 1) / 2).sum())


def disconnected(links, community):
    """The number of communities in more than one piece."""
    community = np.unique(np.asarray(community), return_inverse=True)[1]
    inside = links.pairs[community[links.pairs[:, 0]] == community[links.pairs[:, 1]]]
    matrix = coo_matrix(
        (np.ones(len(inside), bool), (inside[:, 0], inside[:, 1])), shape=(links.n, links.n))
    pieces, label = connected_components(matrix, directed=False)
    owner = np.zeros(pieces, np.int64)
    owner[label] = community
    return int((np.bincount(owner) > 1).sum())


def adjusted_rand(first, second):
    first, second = (np.unique(np.asarray(x), return_inverse=True)[1] for x in (first, second))
    table = coo_matrix((np.ones(first.size), (first, second))).tocsr()
    table.sum_duplicates()

    def pairs(x):
        return float((x * (x - 1) / 2).sum())

    both = pairs(table.data)
    rows, columns = pairs(np.bincount(first)), pairs(np.bincount(second))
    expected = rows * columns / (first.size * (first.size - 1) / 2)
    largest = (rows + columns) / 2
    return 1.0 if largest == expected else (both - expected) / (largest - expected)
