#!/usr/bin/env python3
"""Checks the products of `ocg demo` against the truth that no import reads.

    check_demo.py DEMO-FOLDER DATA-FOLDER

The three planted OCGs are the first three positions, no decoy hub is among the first ten, the
contributions of every position sum to its points, and no name or id of a shielded person occurs
in any byte of any product: compressed parts of PDF files are opened, entities are resolved, and
names are compared without accents and in either order.
"""
import csv
import decimal
import html
import pathlib
import re
import shutil
import subprocess
import sys
import unicodedata
import zipfile
import zlib

PLAIN = str.maketrans({"ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ø": "o", "Ø": "o", "ß": "ss",
                       "æ": "ae", "Æ": "ae", "þ": "th", "ð": "d"})


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def plain(text):
    """Lower case, without accents, and with one space for all that is neither letter nor digit."""
    spread = unicodedata.normalize("NFD", text.translate(PLAIN))
    kept = "".join(c for c in spread if not unicodedata.combining(c)).casefold()
    return re.sub(r"[\W_]+", " ", kept)


def readings(path):
    """All that the bytes of a product say: as they are, unescaped, and inflated."""
    data = path.read_bytes()
    texts = [data.decode("utf-8", "replace")]
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as archive:
            texts = [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
        texts += [html.unescape(re.sub(r"<[^>]*>", " ", text)) for text in texts]
    if path.suffix in {".html", ".svg", ".graphml", ".gexf", ".gml", ".anx"}:
        tagless = re.sub(r"<[^>]*>", " ", texts[0])
        texts += [html.unescape(texts[0]), html.unescape(tagless)]
    if path.suffix == ".dot":
        texts.append(html.unescape(re.sub(r"<[^>]*>", " ", texts[0])))
    if path.suffix == ".pdf":
        for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
            try:
                texts.append(zlib.decompress(stream).decode("latin-1"))
            except zlib.error:
                pass
        if shutil.which("pdftotext"):
            texts.append(subprocess.run(["pdftotext", "-layout", path, "-"], check=True,
                                        capture_output=True, text=True).stdout)
            texts.append(subprocess.run(["pdftotext", "-raw", path, "-"], check=True,
                                        capture_output=True, text=True).stdout)
    return texts


def shielded_marks(data):
    """Returns names, in both orders, and ids of the shielded, each in plain form."""
    truth = rows(data / "truth/shielded.csv")
    people = {row["person"] for row in truth}
    names = {}
    for row in truth:
        words = row["name"].split()
        names[plain(row["name"]).strip()] = row["name"]
        names[plain(" ".join(words[1:] + words[:1])).strip()] = row["name"]
    ids = {row["referral"] for row in truth}
    ids |= {row["record"].rsplit("/", 1)[1] for row in rows(data / "truth/nominals.csv")
            if row["person"] in people}
    for row in rows(data / "data/victim-referrals.csv"):
        if row["REFERRAL_NO"] in ids:
            ids |= {row["PERSON_NO"], row["NI_NUMBER"]}
    return names, {plain(i).strip(): i for i in ids if i.strip()}


def shield(demo, data):
    names, ids = shielded_marks(data)
    wanted = {f" {mark} ": said for mark, said in {**names, **ids}.items()}
    problems, count = [], 0
    for path in sorted(demo.rglob("*")):
        if not path.is_file() or path.name.startswith("demo.ocgcase"):
            continue
        count += 1
        texts = [f" {plain(text)} " for text in readings(path)]
        for mark, said in wanted.items():
            if any(mark in text for text in texts):
                problems.append(f"{path.relative_to(demo)}: names the shielded {said}")
    print(f"{len(wanted)} names and ids of the shielded looked for in {count} products")
    if len(wanted) < 100 or count < 10:
        problems.append("too few names or products for a proof")
    return problems


def ranking(demo, data):
    problems = []
    positions = rows(demo / "review-list.csv")
    planted = {row["listing"] for row in rows(data / "truth/groups.csv") if row["listing"]}
    first = [row["id"] for row in positions[:len(planted)]]
    print(f"planted {', '.join(sorted(planted))}; first positions "
          f"{', '.join(row['id'] for row in positions[:10])}")
    if set(first) != planted:
        problems.append(f"the first positions are {first} and not the planted {sorted(planted)}")
    for row in positions[:10]:
        shown = plain(row["id"] + " " + row["title"])
        problems += [f"decoy {decoy['name']} is in position {row['rank']}"
                     for decoy in rows(data / "truth/decoys.csv")
                     if plain(decoy["name"]) in shown or plain(decoy["identifier"]) in shown]
    for row in positions:
        parts = [decimal.Decimal(value) for name, value in row.items()
                 if name.startswith("points: ") and value]
        if sum(parts) != decimal.Decimal(row["points"]):
            problems.append(f"{row['id']}: the parts sum to {sum(parts)}, not {row['points']}")
    if len(positions) < 10:
        problems.append("the review list has fewer than ten positions")
    return problems


def products(demo):
    wanted = ["review-list.csv", "assessment.html", "assessment.pdf", "network.graphml", "overview.svg",
              "overview.pdf", "overview.dot", "demo.ocgcase"]
    missing = [name for name in wanted if not (demo / name).is_file()]
    for ending in ["svg", "pdf", "dot"]:
        if len(list((demo / "charts").glob(f"*.{ending}"))) < 3:
            missing.append(f"charts/*.{ending} of at least three positions")
    return [f"missing: {name}" for name in missing]


def main():
    demo, data = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    problems = products(demo)
    if not problems:
        problems = ranking(demo, data) + shield(demo, data)
    print("\n".join(problems[:40]))
    print(f"{len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
