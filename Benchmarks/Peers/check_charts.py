#!/usr/bin/env python3
"""Draws every kind of chart of a demonstration case, writes every interchange file, and checks them.

    check_charts.py OCG DEMO-FOLDER DATA-FOLDER [GALLERY-FOLDER]

With a folder for the gallery, index.html in it shows every chart beside the link to its PDF.

No name or id of a shielded person occurs in any byte; every SVG is well formed XML with nothing but
shapes and text, marked at top and bottom; two fresh drawings are equal, as are two fresh exports;
networkx, igraph, followthemoney and gvpr read the same links with the same facts from every interchange
file, and openpyxl the same figures from the workbook. Every page of the document's PDF is A4, marked twice
and numbered, its fonts are embedded, and every position of the list stands in it with its points.
"""
import csv
import decimal
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

import check_demo

ELEMENTS = {"svg", "title", "desc", "g", "polygon", "polyline", "path", "ellipse", "circle", "rect",
            "line", "text"}
EXPORTS = {"graphml": "graphml", "gexf": "gexf", "gml": "gml", "dot": "dot", "pajek": "net", "json": "json",
           "csv-nodes": "nodes.csv", "csv-links": "links.csv", "ftm": "ftm.json", "anx": "anx",
           "geojson": "geojson", "neo4j-nodes": "neo4j-nodes.csv", "neo4j-links": "neo4j-links.csv",
           "csv": "list.csv", "xlsx": "xlsx"}
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
    trial.chart("network", "--kind", "network")
    trial.chart("communities", "--kind", "communities")
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
    for kind in ["ranks", "network", "communities"]:
        first = (trial.folder / f"{kind}.svg").read_bytes()
        again = trial.draw("again.svg", "--kind", kind)
        trial.demand(again is not None and again.read_bytes() == first, f"two drawings of {kind} differ")
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
    again = trial.folder / "again"
    for name, ending in EXPORTS.items():
        paths[name] = trial.folder / f"network.{ending}"
        for path in [paths[name], again]:
            run = trial.run("export", trial.case, "--format", name, "-o", path)
            trial.demand(run.returncode == 0, f"export {name}: {run.stderr.strip()[-200:]}")
        trial.demand(again.read_bytes() == paths[name].read_bytes(), f"{name}: two exports differ")
    again.unlink()
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
    money(trial, paths["ftm"], expected, kinds)
    graphviz(trial, paths["dot"], expected, kinds)
    neo4j(trial, paths, expected, kinds)
    notebook(trial, paths["anx"], expected, kinds)
    places(trial, paths["geojson"], kinds)
    workbook(trial, paths["xlsx"], rows(paths["csv"]))
    for name in ["graphml", "gexf", "gml", "dot", "json", "ftm"]:
        read_back(trial, name, paths[name], plain, len(kinds))
    return nodes


def read_back(trial, name, path, plain, count):
    """What `ocg graph` makes of a file of ours."""
    run = trial.run("graph", "info", path, "--json")
    trial.demand(run.returncode == 0, f"{name}, ocg graph: {run.stderr.strip()[-200:]}")
    if run.returncode == 0:
        graph = json.loads(run.stdout)["graph"]
        found = graph["nodes"], graph["links"] + graph["merged"] + graph["loops"], graph["directed"]
        trial.demand(found == (count, len(plain), True), f"{name}, ocg graph: {found}")


def money(trial, path, expected, kinds):
    from followthemoney import model

    found, entities = [], {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            data = json.loads(line)
            proxy = model.get_proxy(data)
            unknown = set(data["properties"]) - set(proxy.schema.properties)
            trial.demand(not unknown, f"ftm: {proxy.schema.name} has no {sorted(unknown)}")
            missing = [name for name in proxy.schema.required if not proxy.get(name)]
            trial.demand(not missing, f"ftm: {proxy.id} lacks {missing}")
            if not proxy.schema.edge:
                entities[proxy.id] = (proxy.schema, data["kind"], proxy.first("name"))
                continue
            start, end = proxy.schema.source_prop, proxy.schema.target_prop
            words = proxy.first("role" if "role" in proxy.schema.properties else "relationship")
            for prop in (start, end):
                fits = entities[proxy.first(prop.name)][0].is_a(prop.range)
                trial.demand(fits, f"ftm: {proxy.id}: {prop.name} is no {prop.range.name}")
            found.append((proxy.first(start.name), proxy.first(end.name), data["type"], words,
                          data["standing"], proxy.first("startDate") or "",
                          proxy.first("endDate") or "", data["reports"]))
    trial.demand(sorted(found) == sorted(row[:4] + row[5:] for row in expected), "ftm: the links differ")
    trial.demand({i: (kind, " ".join(name.split())) for i, (_, kind, name) in entities.items()}
                 == {i: (kind, " ".join(name.split())) for i, (kind, name) in kinds.items()},
                 "ftm: the entities differ")


def graphviz(trial, path, expected, kinds):
    """What gvpr, of the same package as dot, reads from the DOT file."""
    facts = ", ".join(f'aget($, "{name}")' for name in FACTS + ["reports"])
    program = ('N { printf("N\\t%s\\t%s\\t%s\\n", $.name, aget($, "kind"), aget($, "label")) } '
               'E { printf("E\\t%s\\t%s' + "\\t%s" * 7 + '\\n", $.tail.name, $.head.name, ' + facts + ") }")
    run = subprocess.run(["gvpr", program, path], capture_output=True, text=True, timeout=300)
    trial.demand(run.returncode == 0, f"gvpr: {run.stderr.strip()[-200:]}")
    read = [line.split("\t") for line in run.stdout.splitlines()]
    found = [tuple(row[1:9]) + (int(row[9]),) for row in read if row[0] == "E"]
    trial.demand(sorted(found) == expected, "dot, gvpr: the links differ")
    trial.demand({row[1]: (row[2], row[3].replace("\\\\", "\\")) for row in read if row[0] == "N"} == kinds,
                 "dot, gvpr: the nodes differ")


def pages(trial, path, listed):
    """The document's PDF as poppler reads it."""
    def ask(*arguments):
        return subprocess.run(arguments, capture_output=True, text=True, timeout=120, check=True).stdout

    count = int(re.search(r"Pages: +(\d+)", ask("pdfinfo", path)).group(1))
    sizes = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", ask("pdfinfo", "-l", str(count), path))
    trial.demand(len(sizes) == count and all(sorted(map(float, size)) == [595, 842] for size in sizes),
                 "pdf: a page is not A4")
    fonts = ask("pdffonts", path).splitlines()[2:]
    trial.demand(fonts and all(row.split()[-5] == "yes" for row in fonts), "pdf: a font is not embedded")
    texts = ask("pdftotext", "-layout", path, "-").split("\f")[:count]
    for number, text in enumerate(texts, 1):
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        marked = [lines[0].startswith("OFFICIAL-SENSITIVE · "), lines[-2].startswith("OFFICIAL-SENSITIVE · ")]
        trial.demand(all(marked) and lines[-1].endswith(f"Page {number} of {count}"),
                     f"pdf: page {number} begins {lines[0][:40]!r} and ends {lines[-2:]!r}")
    words = "".join("".join(texts).split())
    missing = [row["id"] for row in listed if row["points"] not in words or "".join(row["id"].split()) not in words]
    trial.demand(not missing, f"pdf: positions without their points: {missing[:3]}")
    print(f"{count} pages, {len(fonts)} fonts embedded")


def neo4j(trial, paths, expected, kinds):
    nodes, links = rows(paths["neo4j-nodes"]), rows(paths["neo4j-links"])
    trial.demand({row["id:ID"] for row in nodes} == set(kinds), "neo4j: the ids differ")
    found = [(row[":START_ID"], row[":END_ID"], row["words"], row["layer"], row["standing"],
              row["first:date"], row["last:date"], int(row["reports:int"])) for row in links]
    trial.demand(sorted(found) == sorted(row[:2] + row[3:] for row in expected),
                 "neo4j: the relationships differ")


def notebook(trial, path, expected, kinds):
    chart = ElementTree.parse(path).getroot()
    grades = {name: len(chart.find(name).findall("StringCollection/String"))
              for name in ["GradeOne", "GradeTwo", "GradeThree"]}
    ids = {e.get("EntityId"): e.get("Identity") for e in chart.iter("Entity")}
    trial.demand(set(ids.values()) == set(kinds), "anx: the entities differ")
    found, cards = [], 0
    for item in chart.iter("ChartItem"):
        for holder in [item, *item.iter("Card")]:
            for name, count in grades.items():
                index = holder.get(f"{name}Index")
                trial.demand(index is None or int(index) < count, f"anx: {name} {index}")
        link = item.find("Link")
        if link is None:
            continue
        values = {a.get("AttributeClass"): a.get("Value") for a in item.iter("Attribute")}
        held = len(link.findall("CardCollection/Card"))
        trial.demand(held == int(values["reports"]), f"anx: {held} cards of {values['reports']}")
        cards += held
        found.append((ids[link.get("End1Id")], ids[link.get("End2Id")], item.get("Label"),
                      values["layer"], link.find("LinkStyle").get("Strength"),
                      (item.get("DateTime") or "")[:10], values.get("last day", ""),
                      int(values["reports"])))
    trial.demand(sorted(found) == sorted(row[:2] + row[3:] for row in expected), "anx: the links differ")
    print(f"{len(found)} links and {cards} cards in the Analyst's Notebook file")


def places(trial, path, kinds):
    with open(path, encoding="utf-8") as file:
        collection = json.load(file)
    points = [f for f in collection["features"] if f["geometry"]["type"] == "Point"]
    trial.demand(len(points) + collection["entitiesWithoutPlace"] == len(kinds),
                 "geojson: the entities differ")
    for feature in points:
        east, north = feature["geometry"]["coordinates"]
        trial.demand(-180 <= east <= 180 and -90 <= north <= 90, f"geojson: {east}, {north}")


def workbook(trial, path, listed):
    import openpyxl

    book = openpyxl.load_workbook(path)
    for sheet in book:
        trial.demand(str(sheet["A1"].value).startswith("OFFICIAL"), f"xlsx: {sheet.title} is not marked")
        strange = [c.coordinate for row in sheet.iter_rows() for c in row if c.data_type not in "ns"]
        trial.demand(not strange, f"xlsx: {sheet.title}: formulas in {strange[:3]}")

    def table(name):
        names, *body = list(book[name].iter_rows(min_row=2, values_only=True))
        return [dict(zip(names, row)) for row in body]

    def same(cell, text):
        if isinstance(cell, (int, float)):
            return decimal.Decimal(str(cell)) == decimal.Decimal(text)
        return (cell or "") == text.removeprefix("'")

    found = table("Review list")
    trial.demand(len(found) == len(listed), "xlsx: the positions differ")
    wrong = [(row["id"], name) for row, cells in zip(listed, found) for name in row
             if not same(cells[name], row[name])]
    trial.demand(not wrong, f"xlsx: other than in the CSV: {wrong[:3]}")
    sums = {}
    for part in table("Contributions"):
        sums[part["id"]] = sums.get(part["id"], 0) + decimal.Decimal(str(part["points"]))
    wrong = [row["id"] for row in listed if sums.get(row["id"], 0) != decimal.Decimal(row["points"])]
    trial.demand(not wrong, f"xlsx: contributions that do not sum: {wrong[:3]}")


def gallery(folder):
    """Every drawn chart on one page, which needs no network and no script."""
    figures = "".join(
        f'<figure><a href="{svg.stem}.pdf"><img src="{svg.name}" alt="{svg.stem}"></a>'
        f"<figcaption>{svg.stem}</figcaption></figure>\n" for svg in sorted(folder.glob("*.svg"))
        if svg.stem != "again")
    (folder / "index.html").write_text(
        '<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>Charts</title>'
        "<style>body { font-family: sans-serif } img { max-width: 100% } figure { margin: 2em 0 }"
        f"</style></head><body><h1>Charts</h1>\n{figures}</body></html>\n", encoding="utf-8")


def main():
    ocg = pathlib.Path(sys.argv[1]).resolve()
    demo, data = pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(sys.argv[4] if len(sys.argv) > 4 else name)
        folder.mkdir(parents=True, exist_ok=True)
        trial = Trial(ocg, demo / "demo.ocgcase", folder)
        nodes = interchange(trial)
        positions = [row["id"] for row in check_demo.rows(demo / "review-list.csv")[:3]]
        charts(trial, positions, nodes)
        gallery(folder)
        pages(trial, demo / "assessment.pdf", check_demo.rows(demo / "review-list.csv"))
        problems = trial.problems + check_demo.shield(folder, data)
    print("\n".join(problems[:40]))
    print(f"{len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
