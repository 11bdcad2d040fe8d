#!/usr/bin/env python3
"""Holds every product of random networks against what may leave a case.

    check_gate.py OCG [--worlds N] [--seed N]

Each world is a case with two sources, one of a higher marking, whose people no other source knows. Of
people with roles of victims, people under 18 and everybody else, linked at random through vehicles,
addresses and phones. Products are made for the case's own team and for a recipient with a lower marking:
the list with its documents and charts, and in turn every export, chart and explanation.

* no name, key or id of a shielded person is in any byte of a product, nor in its name; compressed
  parts are opened;
* nothing that only the source of the higher marking says is in a product of the lower one, and
  nothing that only a report of handling code C says;
* every product has an entry in the log with the digest of its bytes, and the chain of the log is whole.

The default, 10 worlds, takes about half a minute; `--worlds 1000` is the run in full.
"""
import argparse
import csv
import hashlib
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

from check_demo import plain, readings

EXPORTS = ["graphml", "gexf", "gml", "pajek", "json", "ftm", "anx", "geojson", "csv-nodes",
           "csv-links", "neo4j-nodes", "neo4j-links", "csv", "xlsx"]
# Endings by which `readings` knows how to open an export.
ENDINGS = {"pajek": "net", "neo4j-nodes": "csv", "neo4j-links": "csv", "csv-nodes": "csv",
           "csv-links": "csv", "ftm": "jsonl"}
CHARTS = ["overview", "ranks", "network", "communities"]
LOWER = ["partner-council", "licensing-authority", "charity"]
MAPPING = """{
  profile: "%(system)s", version: 1, system: "%(system)s", force: "E23000023", marking: "%(marking)s",
  files: [
    { match: "rows*.csv", dateFormats: ["yyyy-MM-dd"],
      report: { reference: "LOG", grade: "GRADE", entered: "SEEN" },
      entities: {
        person: { kind: "nominal", id: "ID", features: { name: "NAME", dateOfBirth: "BORN" } },
        car: { kind: "vehicle", features: { registration: "MARK" } },
        phone: { kind: "phone", features: { phoneNumber: "PHONE" } },
        place: { kind: "address", id: "PLACE", features: { addressLine: "STREET", town: "TOWN" } } },
      links: [
        { from: "person", to: "car", type: "driver", on: "SEEN", role: { column: "ROLE", codes: {
          S: "suspect", V: "potentialVictim", "*": "" } } },
        { from: "person", to: "phone", type: "user", on: "SEEN" },
        { from: "person", to: "place", type: "resident", start: "SEEN" }] },
    { match: "list*.csv",
      subject: { id: "OCG", kind: "=ocg", title: "TITLE", status: "=active", member: "person" },
      entities: { person: { space: "nominal", id: "ID" } } }] }
"""


class World:
    """People of two sources, and what may be said of them to whom."""

    def __init__(self, seed, folder):
        self.chance, self.folder, self.seed = random.Random(seed), folder, seed
        self.shielded, self.higher, self.conditional, self.open = set(), set(), set(), set()
        used = set()
        for system, marking in (("OPEN", "OFFICIAL"), ("SECRET", "OFFICIAL-SENSITIVE")):
            self.write(system, marking, used)

    def word(self, used):
        """A surname that nobody else has and that is no word."""
        while True:
            letters = [self.chance.choice("bcdfghjklmnpqrstvwxz" if n % 2 else "aeiouy")
                       for n in range(9)]
            word = "Q" + "".join(letters)
            if word not in used:
                used.add(word)
                return word

    def write(self, system, marking, used):
        chance = self.chance
        text = MAPPING % {"system": system, "marking": marking}
        (self.folder / f"{system}.json5").write_text(text)
        people = []
        for number in range(chance.randrange(6, 12)):
            young = chance.random() < 0.1
            person = {
                "ID": f"{7_000_000 + self.seed % 1000 * 100 + number}{system[0]}",
                "NAME": f"Ada {self.word(used)}", "victim": chance.random() < 0.2,
                "BORN": f"{2011 if young else chance.randrange(1950, 2000)}-0{1 + number % 9}-11"}
            person["shielded"] = person["victim"] or young
            people.append(person)
        street = [f"{n + 1} {self.word(used)} Road" for n in range(3)]
        with open(self.folder / f"rows-{system}.csv", "w", newline="") as file:
            table = csv.writer(file)
            table.writerow("LOG GRADE SEEN ID NAME BORN MARK PHONE PLACE STREET TOWN ROLE".split())
            for row in range(chance.randrange(12, 30)):
                # Everybody at least once, so that who is a victim is said.
                person = people[row] if row < len(people) else chance.choice(people)
                place = chance.randrange(3)
                code = chance.random() < 0.1
                reference = f"LOG{self.word(used)}"
                if code:
                    self.conditional.add(reference)
                table.writerow([
                    reference, "1BC" if code else chance.choice(["1BP", "2CP", "3DP"]),
                    f"2026-0{chance.randrange(7, 10)}-{chance.randrange(10, 29)}", person["ID"],
                    person["NAME"], person["BORN"], f"QZ{chance.randrange(10, 14)}ABC",
                    f"0770090010{chance.randrange(3)}", f"{system[0]}{place}", street[place],
                    "Testford", "V" if person["victim"] else chance.choice(["S", "S", ""])])
        listed = [p for p in people if not p["shielded"]][:4] + [p for p in people if p["shielded"]][:1]
        with open(self.folder / f"list-{system}.csv", "w", newline="") as file:
            table = csv.writer(file)
            table.writerow(["OCG", "TITLE", "ID"])
            for person in listed:
                table.writerow([f"OCG-{system[0]}{self.seed % 1000}", f"Group {system[0]}", person["ID"]])
        for person in people:
            marks = {person["NAME"].split()[1], person["ID"]}
            if person["shielded"]:
                self.shielded |= marks
            else:
                self.open |= marks
            if marking == "OFFICIAL-SENSITIVE":
                self.higher |= marks
        if marking == "OFFICIAL-SENSITIVE":
            self.higher |= {word.split()[1] for word in street}


class Gate:
    def __init__(self, program):
        self.program, self.problems, self.products, self.marks = program, 0, 0, 0

    def run(self, *arguments, allowed=(0, 1)):
        result = subprocess.run([self.program, *map(str, arguments)], stdin=subprocess.DEVNULL,
                                capture_output=True, text=True, timeout=300)
        if result.returncode not in allowed:
            sys.exit(f"{' '.join(map(str, arguments))}: {result.returncode} {result.stderr}")
        return result

    def problem(self, seed, text):
        self.problems += 1
        print(f"world {seed}: {text}", flush=True)

    def world(self, seed):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            world = World(seed, folder)
            case, products = folder / "gate.ocgcase", folder / "products"
            products.mkdir()
            self.run("new", case)
            for system in ("OPEN", "SECRET"):
                self.run("import", case, "--mapping", folder / f"{system}.json5",
                         folder / f"rows-{system}.csv", folder / f"list-{system}.csv")
            worklist = folder / "worklist.csv"
            self.run("safeguard", case, "--recipient", "Lead", "--period", "2026-Q3", "-o", worklist)
            wanted = world.shielded | self.ids(worklist)
            lower = ["--for", LOWER[seed % len(LOWER)], "--agreement", "ISA-1",
                     "--recipient", "Partner"]
            self.make(case, products / "own", seed, [])
            self.make(case, products / "lower", seed + 5, lower)
            self.search(seed, products, wanted, "the shielded")
            if not self.found(products / "own", world.open):
                self.problem(seed, f"nobody is in any product, so nothing is proved")
            self.search(seed, products / "lower", world.higher, "the higher source")
            self.search(seed, products / "lower", world.conditional, "handling code C")
            self.logged(seed, case, [*products.rglob("*"), worklist])

    def ids(self, worklist):
        """Ids of entities that the worklist calls the shielded by."""
        with open(worklist, newline="", encoding="utf-8-sig") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        return {cell for cell in cells if cell.startswith("N-") and len(cell) > 8}

    def make(self, case, folder, seed, terms):
        common = ["--period", "2026-Q3", *terms]
        self.run("assess", case, *common, "--charts", 1, "--output", folder)
        for place in range(2):
            kind = EXPORTS[(seed + 7 * place) % len(EXPORTS)]
            self.run("export", case, *common, "--format", kind, "-o",
                     folder / f"export-{kind}.{ENDINGS.get(kind, kind)}")
        kind = CHARTS[seed % len(CHARTS)]
        ending = ["svg", "dot", "pdf"][seed // 4 % 3]
        self.run("chart", case, *common, "--kind", kind, "-o", folder / f"chart-{kind}.{ending}")

    def found(self, folder, marks):
        """Whether any of the names is in the document of the list."""
        texts = f" {' '.join(map(plain, readings(folder / 'assessment.html')))} "
        return any(f" {plain(mark).strip()} " in texts for mark in marks)

    def search(self, seed, folder, wanted, whose):
        marks = {f" {plain(mark).strip()} ": mark for mark in wanted}
        self.marks += len(marks)
        for path in sorted(folder.rglob("*")):
            if not path.is_file():
                continue
            texts = [plain(path.name), *map(plain, readings(path))]
            for mark, said in marks.items():
                if any(mark in f" {text} " for text in texts):
                    self.problem(seed, f"{path.name} names {said} of {whose}")

    def logged(self, seed, case, paths):
        log = json.loads(self.run("audit", case, "--json").stdout)
        if not log["isWhole"]:
            self.problem(seed, f"the log is not whole")
        noted = {}
        for entry in log["entries"]:
            words, _, digests = (entry.get("detail") or "").partition("\n")
            if words.startswith("wrote ") and entry["operation"] == "disclosure":
                noted.update(json.loads(digests))
        for path in paths:
            if path.is_file():
                self.products += 1
                digest = hashlib.sha256(path.read_bytes()).hexdigest()
                if noted.get(str(path.resolve())) != digest:
                    self.problem(seed, f"{path.name} is in no entry of the log")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--worlds", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    gate = Gate(shutil.which(options.program) or options.program)
    for seed in range(options.seed, options.seed + options.worlds):
        gate.world(seed)
        if seed % 50 == 0:
            print(f"up to world {seed}: {gate.products} products, {gate.problems} problems", flush=True)
    print(f"{options.worlds} worlds: {gate.marks} names and ids looked for in {gate.products} "
          f"products, {gate.problems} problems")
    sys.exit(1 if gate.problems else 0)


if __name__ == "__main__":
    main()
