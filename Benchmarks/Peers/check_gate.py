#!/usr/bin/env python3
"""Holds every product of random networks against what may leave a case.

    check_gate.py OCG [--worlds N] [--seed N]

Each world is a case with two sources, one of a higher marking. Of people with roles of victims, people
under 18 and everybody else, linked at random through vehicles, addresses and phones. Most are known to
one source alone; that one of both is a possible victim may be what the higher one alone says. Reports of
handling code C give people names that no other report gives, of some of those reports only one of two
rows bears the code, and titles of groups name people under the shield. Products are made for the case's own team and for a recipient with a lower marking:
the list with its documents and charts, and in turn every export, chart and explanation.

* no name, key or id of a shielded person is in any byte of a product, nor in its name; compressed
  parts are opened;
* nothing that only the source of the higher marking says is in a product of the lower one, and
  nothing that only a report of handling code C says, and nothing outside the recipient's fields: no
  phone number, and no registration, address or name where the profile has none;
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
# Recipients, and what of records they are given.
LOWER = {"partner-council": {"name", "street"}, "licensing-authority": {"name", "street", "mark"},
         "charity": set()}
PHONES = [f"0770090010{n}" for n in range(3)]
MARKS = [f"QZ{n}ABC" for n in range(10, 14)]
MAPPING = """{
  profile: "%(system)s", version: 1, system: "%(system)s", force: "E23000023", marking: "%(marking)s",
  files: [
    { match: "rows*.csv", dateFormats: ["yyyy-MM-dd"],
      report: { reference: "LOG", grade: "GRADE", entered: "SEEN" },
      entities: {
        person: { kind: "nominal", id: "ID", features: { name: "NAME", dateOfBirth: "BORN" } },
        car: { kind: "vehicle", features: { registration: "MARK" } },
        phone: { kind: "phone", id: "PHONE", features: { phoneNumber: "PHONE" } },
        place: { kind: "address", id: "PLACE", features: { addressLine: "STREET", town: "TOWN" } } },
      links: [
        { from: "person", to: "car", type: "driver", on: "SEEN" },
        { from: "person", to: "phone", type: "user", on: "SEEN" },
        { from: "person", to: "place", type: "resident", start: "SEEN", role: {
          column: "ROLE", codes: { S: "suspect", V: "potentialVictim", "*": "" } } }] },
    { match: "list*.csv",
      subject: { id: "OCG", kind: "=ocg", title: "TITLE", status: "=active", member: "person" },
      entities: { person: { space: "nominal", id: "ID" } } }] }
"""


class World:
    """People of two sources, and what may be said of them to whom."""

    def __init__(self, seed, folder):
        self.chance, self.folder, self.seed = random.Random(seed), folder, seed
        self.shielded, self.higher, self.conditional, self.open = set(), set(), set(), set()
        # Surnames, streets and local ids, of which a recipient may be given none.
        self.fields = {"name": set(), "street": set(), "id": set()}
        used, self.known, self.titles = set(), [], []
        for system, marking in (("OPEN", "OFFICIAL"), ("SECRET", "OFFICIAL-SENSITIVE")):
            self.write(system, marking, used)
        self.write_lists()

    def word(self, used):
        """A surname that nobody else has and that is no word."""
        while True:
            letters = [self.chance.choice("bcdfghjklmnpqrstvwxz" if n % 2 else "aeiouy")
                       for n in range(9)]
            word = "Q" + "".join(letters)
            if word not in used:
                used.add(word)
                return word

    def people(self, system, used):
        """Some of them are known to both systems, and who is a victim may be known to the second alone."""
        chance, people = self.chance, []
        for number in range(chance.randrange(6, 12)):
            young = chance.random() < 0.1
            person = {
                "ID": f"{7_000_000 + self.seed % 1000 * 100 + number}{system[0]}",
                "NAME": f"Ada {self.word(used)}", "victim": chance.random() < 0.2, "young": young,
                "BORN": f"{2011 if young else chance.randrange(1950, 2000)}-0{1 + number % 9}-11"}
            other = self.known[number] if number < len(self.known) else {}
            person |= {key: other[key] for key in ("NAME", "BORN", "young") if other}
            person["also"] = {other["ID"]} if other else set()
            person["shielded"] = person["victim"] or person["young"] or other.get("shielded", False)
            people.append(person)
        self.known = people[:2]
        return people

    def row(self, person, report, street, used):
        """A row of a person, whom a report under conditions may give a name of its own."""
        chance, name = self.chance, person["NAME"]
        if report["conditional"] and chance.random() < 0.5:
            name = f"Ada {self.word(used)}"
            self.conditional.add(name.split()[1])
            if person["shielded"]:
                self.shielded.add(name.split()[1])
        place = chance.randrange(3)
        return [
            report["reference"], report["grade"],
            f"2026-0{chance.randrange(7, 10)}-{chance.randrange(10, 29)}", person["ID"], name,
            person["BORN"], pick(chance, MARKS), pick(chance, PHONES), f"{person['ID'][-1]}{place}",
            street[place], "Testford", "V" if person["victim"] else chance.choice(["S", "S", ""])]

    def rows(self, people, street, used):
        chance = self.chance
        for number in range(chance.randrange(12, 30)):
            # Everybody at least once, so that who is a victim is said.
            person = people[number] if number < len(people) else chance.choice(people)
            code = number >= len(people) and chance.random() < 0.2
            report = {"reference": f"LOG{self.word(used)}", "conditional": code,
                      "grade": "1BC" if code else chance.choice(["1BP", "2CP", "3DP"])}
            if code:
                self.conditional.add(report["reference"])
            rows = [self.row(person, report, street, used)]
            if code and chance.random() < 0.5:
                # The report is under conditions as a whole, whichever row says so.
                rows.append(self.row(person, report | {"grade": "1BP"}, street, used))
                chance.shuffle(rows)
            yield from rows

    def write(self, system, marking, used):
        """Writes the files of a system, and notes what may be said of them to whom."""
        text = MAPPING % {"system": system, "marking": marking}
        (self.folder / f"{system}.json5").write_text(text)
        people = self.people(system, used)
        street = [f"{n + 1} {self.word(used)} Road" for n in range(3)]
        with open(self.folder / f"rows-{system}.csv", "w", newline="") as file:
            table = csv.writer(file)
            table.writerow("LOG GRADE SEEN ID NAME BORN MARK PHONE PLACE STREET TOWN ROLE".split())
            table.writerows(self.rows(people, street, used))
        listed = [p for p in people if not p["shielded"]][:4] + [p for p in people if p["shielded"]][:1]
        self.titles.append((system, listed))
        for person in people:
            marks = {person["NAME"].split()[1], person["ID"]}
            if person["shielded"]:
                self.shielded |= marks | person["also"]
            if marking == "OFFICIAL-SENSITIVE":
                self.higher |= {person["ID"]} if person["also"] else marks
            self.open |= marks
            self.fields["name"].add(person["NAME"].split()[1])
            self.fields["id"].add(person["ID"])
        self.open -= self.shielded
        words = {word.split()[1] for word in street}
        self.fields["street"] |= words
        if marking == "OFFICIAL-SENSITIVE":
            self.higher |= words

    def write_lists(self):
        """Lists of groups, whose title may name somebody under the shield of whatever system."""
        shielded = sorted(word for word in self.shielded if word in self.fields["name"])
        for system, listed in self.titles:
            title = f"Group {system[0]}"
            if shielded and self.chance.random() < 0.5:
                title = f"Group around {self.chance.choice(shielded).upper()}, ADA"
            with open(self.folder / f"list-{system}.csv", "w", newline="") as file:
                table = csv.writer(file)
                table.writerow(["OCG", "TITLE", "ID"])
                for person in listed:
                    table.writerow([f"OCG-{system[0]}{self.seed % 1000}", title, person["ID"]])

    def outside(self, recipient):
        """What a recipient's fields leave out, as any product would write it."""
        given = LOWER[recipient]
        marks = set(self.fields["id"])
        for number in PHONES:
            marks |= {number, f"{number[:5]} {number[5:]}", f"44{number[1:]}",
                      f"44 {number[1:5]} {number[5:]}"}
        for field, words in (self.fields | {"mark": MARKS}).items():
            if field not in given:
                marks |= set(words)
        return marks


def pick(chance, words):
    """One word of several, or none of them in one row of four."""
    return "" if chance.random() < 0.25 else chance.choice(words)


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
            recipient = list(LOWER)[seed % len(LOWER)]
            lower = ["--for", recipient, "--agreement", "ISA-1", "--recipient", "Partner"]
            self.make(case, products / "own", seed, [])
            self.make(case, products / "lower", seed + 5, lower)
            self.search(seed, products, wanted, "the shielded")
            if not self.found(products / "own", world.open):
                self.problem(seed, f"nobody is in any product, so nothing is proved")
            self.search(seed, products / "lower", world.higher, "the higher source")
            self.search(seed, products / "lower", world.conditional, "handling code C")
            self.search(seed, products / "lower", world.outside(recipient), "other fields")
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
