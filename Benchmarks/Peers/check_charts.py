#!/usr/bin/env python3
"""Draws every kind of chart of a demonstration case, writes every interchange file, and checks them.

    check_charts.py OCG DEMO-FOLDER DATA-FOLDER

No name or id of a shielded person occurs in any byte; every SVG is well formed XML with nothing but
shapes and text, marked at top and bottom; two fresh drawings are equal; networkx and igraph read the
same links with the same facts from every interchange file.
"""
import csv
import json
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

import check_demo

ELEMENTS = {"svg", "title", "desc", "g", "polygon", "polyline", "path", "ellipse", "circle", "rect",
            "line", "text"}
EXPORTS = {"graphml": "graphml", "gexf": "gexf", "gml": "gml", "pajek": "net", "json": "json",
           "csv-nodes": "nodes.csv", "csv-links": "links.csv"}
FACTS = ["type", "words", "layer", "standing", "first", "last"]


class Trial:
    def __init__(self, ocg, case, folder):
        self.ocg, self.case, self.folder, self.problems = ocg, case, folder, []

    def run(self, *arguments):
        return subprocess.run([self.ocg, *map(str, arguments)], stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=300)

    def demand(self, holds, what):
        if not holds:
            self.problems.append(what)

    def draw(self, name, *options):
        path = self.folder / name
        run = self.run("chart", self.case, *options, "-o", path)
        self.demand(run.returncode == 0, f"{name}: {run.stderr.strip()[-200:]}")
        return path if run.returncode == 0 else None

    def chart(self, name, *options):
        svg = self.draw(f"{name}.svg", *options)
        self.draw(f"{name}.pdf", *options)
        if svg is None:
            return
        root = ElementTree.parse(svg).getroot()
        names = {element.tag.rsplit("}", 1)[1] for element in root.iter()}
        self.demand(names <= ELEMENTS, f"{name}: {names - ELEMENTS}")
        marked = [e for e in root.iter() if e.tag.endswith("}text")
                  and (e.text or "").startswith("OFFICIAL-SENSITIVE · ")]
        self.demand(len(marked) == 2, f"{name}: marked {len(marked)} times")


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def charts(trial, positions, nodes):
    trial.chart("overview", "--kind", "overview")
    trial.chart("ranks", "--kind", "ranks")
    for place, position in enumerate(positions, 1):
        for kind in ["association", "score", "timeline", "movement", "removal"]:
            trial.chart(f"{place}-{kind}", "--kind", kind, "--subject", position)
    for kind in sorted({node["kind"] for node in nodes}):
        for node in [n for n in nodes if n["kind"] == kind][:2]:
            trial.chart(f"ego-{node['id'].replace('/', '-')}", "--kind", "ego", "--entity", node["id"])
    people = [node["id"] for node in nodes if node["kind"] == "nominal"]
    ends = [people[0], people[len(people) // 2], people[-1]]
    trial.chart("path", "--kind", "path", *[part for end in ends for part in ("--entity", end)])
    trial.chart("match", "--kind", "match", "--entity", people[0], "--entity", people[1])
    first = (trial.folder / "ranks.svg").read_bytes()
    again = trial.draw("again.svg", "--kind", "ranks")
    trial.demand(again is not None and again.read_bytes() == first, "two drawings differ")
    for options in [("--kind", "ego", "--entity", "N-NOBODY"), ("--kind", "removal", "--subject", "X")]:
        run = trial.run("chart", trial.case, *options, "-o", trial.folder / "none.svg")
        trial.demand(run.returncode == 2 and not (trial.folder / "none.svg").exists(),
                     f"{options}: status {run.returncode}")


def facts_of(attributes):
    return tuple(str(attributes.get(name) or "") for name in FACTS) + (int(attributes["reports"]),)


def interchange(trial):
    import igraph
    import networkx

    paths = {}
    for name, ending in EXPORTS.items():
        paths[name] = trial.folder / f"network.{ending}"
        run = trial.run("export", trial.case, "--format", name, "-o", paths[name])
        trial.demand(run.returncode == 0, f"export {name}: {run.stderr.strip()[-200:]}")
    nodes = rows(paths["csv-nodes"])
    expected = sorted((row["from"], row["to"]) + facts_of(row) for row in rows(paths["csv-links"]))
    kinds = {row["id"]: (row["kind"], row["label"].removeprefix("'")) for row in nodes}

    def compare(name, found, found_kinds=None):
        trial.demand(sorted(found) == expected, f"{name}: the links differ")
        if found_kinds is not None:
            trial.demand(found_kinds == kinds, f"{name}: the nodes differ")

    graph = networkx.read_graphml(paths["graphml"], force_multigraph=True)
    compare("graphml, networkx", [(a, b) + facts_of(d) for a, b, d in graph.edges(data=True)],
            {n: (d["kind"], d["label"]) for n, d in graph.nodes(data=True)})
    graph = networkx.read_gml(paths["gml"])
    compare("gml, networkx", [(a, b) + facts_of(d) for a, b, d in graph.edges(data=True)],
            {n: (d["kind"], d["name"]) for n, d in graph.nodes(data=True)})
    with open(paths["json"], encoding="utf-8") as file:
        graph = networkx.node_link_graph(json.load(file), edges="links")
    compare("json, networkx", [(a, b) + facts_of(d) for a, b, d in graph.edges(data=True)],
            {n: (d["kind"], d["label"]) for n, d in graph.nodes(data=True)})
    gexf = paths["gexf"].read_text(encoding="utf-8").replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft") \
        .replace('version="1.3"', 'version="1.2"')
    (trial.folder / "as12.gexf").write_text(gexf, encoding="utf-8")
    graph = networkx.read_gexf(trial.folder / "as12.gexf")
    links = []
    for a, b, d in graph.edges(data=True):
        d = dict(d, first=d.get("start"), last=d.get("end"))
        links.append((a, b) + facts_of(d))
    compare("gexf, networkx", links, {n: (d["kind"], d["label"]) for n, d in graph.nodes(data=True)})
    plain = sorted((row[0], row[1]) for row in expected)
    graph = networkx.read_pajek(paths["pajek"])

    def id_of(label):
        return label.rsplit("(", 1)[1].rstrip(")")

    trial.demand(sorted((id_of(a), id_of(b)) for a, b in graph.edges()) == plain,
                 "pajek, networkx: the links differ")
    for name, key in [("graphml", "id"), ("gml", "label")]:
        graph = igraph.Graph.Read(str(paths[name]), format=name)
        found = [(graph.vs[e.source][key], graph.vs[e.target][key]) for e in graph.es]
        trial.demand(sorted(found) == plain, f"{name}, igraph: the links differ")
    graph = igraph.Graph.Read_Pajek(str(paths["pajek"]))
    trial.demand((graph.vcount(), graph.ecount()) == (len(nodes), len(plain)),
                 "pajek, igraph: the counts differ")
    return nodes


def main():
    ocg = pathlib.Path(sys.argv[1]).resolve()
    demo, data = pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(sys.argv[4] if len(sys.argv) > 4 else name)
        folder.mkdir(exist_ok=True)
        trial = Trial(ocg, demo / "demo.ocgcase", folder)
        nodes = interchange(trial)
        positions = [row["id"] for row in check_demo.rows(demo / "review-list.csv")[:3]]
        charts(trial, positions, nodes)
        problems = trial.problems + check_demo.shield(folder, data)
    print("\n".join(problems[:40]))
    print(f"{len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
