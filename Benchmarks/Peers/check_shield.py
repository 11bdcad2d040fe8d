#!/usr/bin/env python3
"""Looks for shielded people in what leaves the program, on many random networks.

    check_shield.py OCG MAPPINGS-FOLDER [--networks 1-1000]

Each network has thirty to sixty people whom an intelligence export, a register of residence and a
master list link by lot. About one in seven is called a potential victim by some row, whatever other
rows call them, suspect too; one in ten is under eighteen. The review list with all its products,
charts, an explanation of the first position and tables for partners are made. No name and no id of one of them may be
in any; of the others some must be. The mappings are those of the Fens.
"""
import argparse
import csv
import json
import pathlib
import random
import sys
import tempfile

from check_demo import plain, readings
from planted_worlds import run

VOWELS, CONSONANTS = "aeiou", "bdfgklmnprstvz"
LOG = ("LOG_NO,GRADE,DATE_IN,CODE,EVENT_DATE,NOMINAL_ID,SURNAME,FORENAME,DOB,NI_NO,ROLE,LINK,"
       "LINKED_NOMINAL,LINKED_SURNAME,LINKED_FORENAME,LINKED_DOB,LINKED_NI_NO,VRM,UPRN,ADDRESS,"
       "TOWN,POSTCODE,PHONE,ORGANISATION,COMPANY_NO").split(",")
HOMES = ("PERSON_REF,NAME,BORN,UPRN,ADDRESS,TOWN,POSTCODE,POLICE_AREA,COUNCIL,BASIS,FROM,TO,"
         "LANDLORD_REF,LANDLORD,DECLARED_HUB").split(",")


def word(draw):
    return "".join(draw.choice(CONSONANTS) + draw.choice(VOWELS) for _ in range(4))


class Person:
    def __init__(self, draw, number):
        self.surname, self.forename = word(draw).title(), word(draw).title()
        self.is_child = draw.random() < 0.1
        year = draw.randint(2010, 2020) if self.is_child else draw.randint(1960, 2004)
        self.born = f"{draw.randint(1, 28):02}/{draw.randint(1, 12):02}/{year}"
        self.ids = [f"{space}{number:04}{draw.randint(1000, 9999)}" for space in ("C", "P", "MLN-")]

    @property
    def name(self):
        return f"{self.forename} {self.surname}"

    def marks(self):
        return [plain(self.name), plain(f"{self.surname} {self.forename}"), *map(plain, self.ids)]


def write(path, header, lines):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)


def network(folder, draw):
    """Writes the exports; returns who is under the shield."""
    people = [Person(draw, number) for number in range(draw.randint(30, 60))]
    victims = set(draw.sample(range(len(people)), len(people) // 7))
    log = []
    for report in range(2 * len(people)):
        a, b = draw.sample(range(len(people)), 2)
        line = {"LOG_NO": f"CI/26/{report:04}", "GRADE": draw.choice(["1AP", "2BP", "2CP", "3DP"]),
                "DATE_IN": f"{draw.randint(1, 28):02}/08/2026", "CODE": "OIC-01",
                "EVENT_DATE": f"{draw.randint(1, 28):02}/07/2026", "ROLE": draw.choice("SSSAW"),
                "NOMINAL_ID": people[a].ids[0], "SURNAME": people[a].surname,
                "FORENAME": people[a].forename, "DOB": people[a].born}
        kind = draw.random()
        if kind < 0.6:
            line |= {"LINK": "ASSOC", "LINKED_NOMINAL": people[b].ids[0],
                     "LINKED_SURNAME": people[b].surname, "LINKED_FORENAME": people[b].forename,
                     "LINKED_DOB": people[b].born}
        elif kind < 0.8:
            line |= {"LINK": "DRIVES", "VRM": f"QZ{10 + draw.randrange(9)} ABC"}
        else:
            line |= {"LINK": "MANAGES", "UPRN": f"99900000{draw.randrange(8):04}",
                     "ADDRESS": "1 Sample Street", "TOWN": "Wisbech", "POSTCODE": "ZZ99 9RW"}
        log.append(line)
    for victim in sorted(victims):
        log.append({"LOG_NO": f"CI/26/V{victim:03}", "GRADE": "2BP", "DATE_IN": "02/08/2026",
                    "CODE": "OIC-01", "EVENT_DATE": "01/07/2026", "ROLE": "V", "LINK": "LIVES AT",
                    "NOMINAL_ID": people[victim].ids[0], "SURNAME": people[victim].surname,
                    "FORENAME": people[victim].forename, "DOB": people[victim].born,
                    "UPRN": f"99900000{draw.randrange(8):04}", "ADDRESS": "1 Sample Street",
                    "TOWN": "Wisbech", "POSTCODE": "ZZ99 9RW"})
    write(folder / "cambridgeshire-intelligence.csv", LOG, log)
    write(folder / "residence.csv", HOMES, [
        {"PERSON_REF": person.ids[1], "NAME": person.name, "BORN": person.born,
         "UPRN": f"99900000{draw.randrange(12):04}", "ADDRESS": "1 Sample Street",
         "TOWN": "Wisbech", "POSTCODE": "ZZ99 9RW", "POLICE_AREA": "Cambridgeshire",
         "COUNCIL": "Fenland", "BASIS": "Tenancy", "FROM": "01/02/2026"} for person in people])
    write(folder / "master-list.csv",
          "SUBJECT_ID,TYPE,TITLE,STATUS,OWNER,LAST_ASSESSED,NEXT_DUE".split(","),
          [{"SUBJECT_ID": f"ML-{n}", "TYPE": "PI" if n > 3 else "OCG", "TITLE": f"Subject {n}",
            "STATUS": "active", "OWNER": "LRO", "LAST_ASSESSED": "2026-01-01",
            "NEXT_DUE": "2026-08-01"} for n in range(6)])
    write(folder / "master-list-members.csv", "SUBJECT_ID,MEMBER_REF,NAME,BORN,NINO".split(","),
          [{"SUBJECT_ID": f"ML-{n}", "MEMBER_REF": people[who].ids[2],
            "NAME": people[who].name, "BORN": "-".join(reversed(people[who].born.split("/")))}
           for n in range(6) for who in draw.sample(range(len(people)), 1 if n > 3 else 4)])
    return ([p for n, p in enumerate(people) if n in victims or p.is_child],
            [p for n, p in enumerate(people) if n not in victims and not p.is_child])


def leaks(ocg, mappings, seed):
    """Makes everything of one network; returns problems, and the number of marks and products."""
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        (work / "data").mkdir()
        shielded, others = network(work / "data", random.Random(f"shield {seed}"))
        case, policy = work / "case.ocgcase", work / "policy.json5"
        policy.write_text("{ stability: { replicates: 10 } }\n")
        run(ocg, "new", case)
        for mapping, names in [("cambridgeshire-intelligence", "cambridgeshire-intelligence.csv"),
                               ("councils", "residence.csv"), ("master-list", "master-list*.csv")]:
            run(ocg, "import", case, "--mapping", mappings / f"{mapping}.json5",
                *sorted((work / "data").glob(names)))
        told = run(ocg, "assess", case, "--period", "2026-Q3", "--output", work / "out", "--charts",
                   2, "--force", "--json", "--policy", policy)
        (work / "out/told.json").write_text(told)
        first = json.loads(told)["positions"][0]["id"]
        (work / "out/explained.txt").write_text(
            run(ocg, "explain", case, first, "--policy", policy))
        for table in ("lineages", "joint-visits", "submission-check"):
            run(ocg, "export", case, "--format", table, "--policy", policy, "-o",
                work / f"out/{table}.csv")
        marks = {f" {mark.strip()} ": person.name for person in shielded for mark in person.marks()}
        problems, count, is_open = [], 0, False
        for path in sorted((work / "out").rglob("*")):
            if not path.is_file() or path.suffix == ".pdf":
                continue
            count += 1
            texts = [f" {plain(text)} " for text in readings(path)]
            problems += [f"network {seed}: {path.name} names the shielded {name}"
                         for mark, name in marks.items() if any(mark in text for text in texts)]
            is_open |= any(f" {plain(p.name)} " in text for p in others for text in texts)
        if not is_open:
            problems.append(f"network {seed}: nobody is named at all, so nothing is proven")
    return problems, len(marks), count


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ocg")
    parser.add_argument("mappings", type=pathlib.Path)
    parser.add_argument("--networks", default="1-1000")
    options = parser.parse_args()
    low, _, high = options.networks.partition("-")
    problems, marks, products = [], 0, 0
    for seed in range(int(low), int(high or low) + 1):
        found, wanted, count = leaks(options.ocg, options.mappings.resolve(), seed)
        problems += found
        marks += wanted
        products += count
    print(f"networks {options.networks}: {marks} names and ids of shielded people looked for in "
          f"{products} products")
    if marks < 10 * (int(high or low) - int(low) + 1):
        problems.append("too few people are shielded for a proof")
    print("\n".join(problems[:40]))
    print(f"{len(problems)} problems")
    sys.exit(1 if problems else 0)


main()
