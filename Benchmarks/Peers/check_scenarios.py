#!/usr/bin/env python3
"""Holds scenarios that a chief officer would ask about against the program, from outside.

    check_scenarios.py OCG WORLD-FOLDER [--quick]

On a planted world whose list is made by the policy that ships; with --quick without the replicates
that test ranks, on which nothing here depends:

- registers: overdue, unowned, archived but active and "major" with unchanged activity, absent and
  wrong crime codes, referrals that lack something and over-occupied houses are all found, and no
  others;
- tenants: twelve unrelated tenants in each of three HMOs change neither order, people nor points of
  the first twenty positions, but for those who hold a house that is over-occupied now, and are
  members of none;
- periods: every move from one quarter to the next is divided without rest, in places and in points;
- explanations: each row that an explanation of the first three positions names is in its file, and
  names a member of the position or what belongs to one.
"""
import csv
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

from planted_truth import compliance, plain_words, rows
from planted_worlds import assessed, run

TENANTS, FIRST, EXPLAINED = 12, 20, 3


def registers(world, result):
    problems = []
    for name, (planted, found, false) in compliance(world, result).items():
        print(f"{name}: {found} of {planted} found, {false} false")
        if found != planted or false:
            problems.append(f"{name}: {found} of {planted} found, {false} false")
    return problems


def records_of(place):
    return frozenset(key for person in place["people"] for key in person["records"])


def crowded(place):
    """The records of the addresses that a position has a housing prompt for."""
    return {key for prompt in place["prompts"] if prompt["kind"] == "housing"
            for key in prompt["records"]}


def houses(world):
    """The HMOs that get tenants: one of a planted group, the full lawful one, and another."""
    licensed = rows(world / "data/hmo-licences.csv")
    noted = {row["uprn"]: row for row in rows(world / "truth/addresses.csv")}
    kept = next(row for row in licensed if noted.get(row["UPRN"], {}).get("group"))
    full = next(row for row in licensed
                if noted.get(row["UPRN"], {}).get("finding") == "licensed and full")
    other = next(row for row in licensed if row["UPRN"] not in noted)
    return [kept, full, other]


def with_tenants(world, target):
    """Copies the world with twelve more residents in each HMO, whom nothing else names."""
    shutil.copytree(world, target)
    path = target / "data/residence.csv"
    with open(path, encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    with open(path, "a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, restval="", lineterminator="\n")
        for place, house in enumerate(houses(world)):
            for number in range(TENANTS):
                letters = "abcdefghijkl"[number] + "klm"[place]
                writer.writerow({
                    "PERSON_REF": f"TENANT{place}{number:02}",
                    "NAME": f"Tena{letters} Unrelat{letters[::-1]}",
                    "BORN": f"{number + 1:02}/{place + 3:02}/{1960 + 3 * number}",
                    "UPRN": house["UPRN"], "ADDRESS": house["ADDRESS"], "TOWN": house["TOWN"],
                    "POSTCODE": house["POSTCODE"], "POLICE_AREA": house["POLICE_AREA"],
                    "COUNCIL": house["COUNCIL"], "BASIS": "Tenancy", "FROM": "01/07/2026"})


def tenants(ocg, world, before, work, policy):
    with_tenants(world, work / "tenants")
    (work / "more").mkdir()
    after = assessed(ocg, work / "tenants", work / "more", policy)
    problems = []
    # Whoever holds a house that these tenants crowd beyond its licence has that to answer for.
    known = {key for place in before["positions"] for key in crowded(place)}
    raised = {records_of(place) for place in after["positions"][:FIRST]
              if crowded(place) - known}
    old, new = ([(records_of(place), place["points"]) for place in result["positions"]
                 if records_of(place) not in raised][:FIRST - len(raised)]
                for result in (before, after))
    print(f"{TENANTS} tenants in each of 3 HMOs: {len(raised)} positions hold a house that is now "
          f"over-occupied; of {len(old)} others {sum(a[0] == b[0] for a, b in zip(old, new))} have "
          f"people and order as before, {sum(a == b for a, b in zip(old, new))} the points too")
    for place, (a, b) in enumerate(zip(old, new), 1):
        if a != b:
            problems.append(f"tenants change position {place}: {len(a[0])} records with {a[1]} to "
                            f"{len(b[0])} with {b[1]}")
    for place in after["positions"]:
        if any("/TENANT" in key for person in place["people"] for key in person["records"]):
            problems.append(f"a tenant is a member of {place['id']}")
    return problems


def periods(ocg, case, before, after, result, policy):
    more = ("--policy", policy) if policy else ()
    changes = json.loads(run(ocg, "compare", case, "--from", before, "--period", after,
                             "--json", *more))["changes"]
    then = json.loads(run(ocg, "assess", case, "--period", before, "--output",
                          pathlib.Path(case).parent / "then", "--charts", 0, "--force", "--json",
                          *more))
    points = [{place["id"]: place["points"] for place in each["positions"]}
              for each in (then, result)]
    problems, compared = [], 0
    for change in changes:
        if "rankBefore" not in change or "rankAfter" not in change:
            continue
        if sum(change["places"].values()) != change["rankBefore"] - change["rankAfter"]:
            problems.append(f"{change['id']}: places do not sum to the move")
        if all(change["id"] in each for each in points):
            compared += 1
            moved = points[1][change["id"]] - points[0][change["id"]]
            # The list of a past period knows who is one by all evidence; a comparison links anew.
            if sum(change["points"].values()) - change["points"]["changed linkage"] != moved:
                problems.append(f"{change['id']}: points do not sum to {moved}")
    fates = sorted({change["fate"] for change in changes})
    print(f"{before} to {after}: {len(changes)} positions ({', '.join(fates)}), points of "
          f"{compared} on both lists compared")
    if compared < 10:
        problems.append(f"only {compared} positions are on both lists")
    return problems


def explanations(ocg, case, world, result, policy):
    more = ("--policy", policy) if policy else ()
    files = {}
    for path in (world / "data").iterdir():
        encoding = "latin-1" if path.name.startswith("lincolnshire") else "utf-8-sig"
        text = path.read_bytes().decode(encoding)
        delimiter = ";" if text.split("\n")[0].count(";") > 3 else ","
        files[path.name] = list(csv.reader(text.splitlines(), delimiter=delimiter))
    problems, cited = [], 0
    for place in result["positions"][:EXPLAINED]:
        told = json.loads(run(ocg, "explain", case, place["id"], "--json", *more))
        for item in told["intelligence"] + told["registers"]:
            for row in item["rows"]:
                cited += 1
                name = pathlib.Path(row["file"]).name
                lines = files.get(name, [])
                if not 0 < row["row"] < len(lines):
                    problems.append(f"{place['id']}: {name} has no row {row['row']}")
                    continue
                said = set(plain_words(" ".join(lines[row["row"]])))
                if not said & set(plain_words(row["words"])):
                    problems.append(f"{place['id']}: {name} row {row['row']} says nothing of "
                                    f"\"{row['words']}\"")
    print(f"explanations of the first {EXPLAINED}: {cited} rows cited")
    if cited < 10 * EXPLAINED:
        problems.append("the explanations cite too few rows for a proof")
    return problems


def main():
    quick = "--quick" in sys.argv[3:]
    ocg, world = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        policy = work / "policy.json5" if quick else None
        if policy:
            policy.write_text("{ stability: { replicates: 0 } }\n")
        whole = work / "whole"
        whole.mkdir()
        result = assessed(ocg, world, whole, policy)
        case = whole / "case.ocgcase"
        problems = registers(world, result)
        problems += tenants(ocg, world, result, work, policy)
        problems += periods(ocg, case, "2026-Q2", "2026-Q3", result, policy)
        problems += explanations(ocg, case, world, result, policy)
    print("\n".join(problems[:40]))
    print(f"{len(problems)} problems")
    sys.exit(1 if problems else 0)


main()
