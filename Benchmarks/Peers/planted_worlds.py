#!/usr/bin/env python3
"""Counts, over many planted worlds, how much of what was planted the review list finds.

    planted_worlds.py OCG [--seeds 1-50] [--scale 5000] [--baseline]

Each seed makes a world of its own, with its truth apart. Of the world a second one is made that
lost 10 % of its links, 2 % of its people and one whole household, row by row; the list of the
second is held against the truth, and its rank intervals against the ranks of the first.

With --baseline a plain method runs beside it on the same rows: everybody who shares anything is
linked without damping, groups by modularity, order by summed degree.
"""
import argparse
import collections
import csv
import fnmatch
import json
import pathlib
import random
import re
import statistics
import subprocess
import sys
import tempfile
import unicodedata


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def run(ocg, *arguments):
    done = subprocess.run([ocg, *map(str, arguments)], stdin=subprocess.DEVNULL,
                          capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"ocg {' '.join(map(str, arguments))}: {done.stderr.strip()}")
    return done.stdout


def assessed(ocg, world, work):
    """Imports and assesses a world; returns the assessment."""
    case = work / "case.ocgcase"
    case.unlink(missing_ok=True)
    run(ocg, "new", case)
    for mapping in sorted((world / "mappings").glob("*.json5")):
        files = [p for p in sorted((world / "data").iterdir()) if matches(mapping, p.name)]
        if files:
            run(ocg, "import", case, "--mapping", mapping, *files)
    return json.loads(run(ocg, "assess", case, "--period", "2026-Q3", "--output",
                          work / "out", "--charts", 0, "--force", "--json"))


def matches(mapping, name):
    patterns = re.findall(r'match:\s*"([^"]+)"', mapping.read_text())
    return any(fnmatch.fnmatch(name, pattern) for pattern in patterns)


def record_index(truth):
    """Returns the person of every record id, as it stands in exports."""
    return {row["record"].rsplit("/", 1)[1]: row["person"] for row in truth}


def thinned(world, target, seed):
    """Copies a world without 10 % of its link rows, 2 % of its people and one household."""
    draw = random.Random(f"thin {seed}")
    truth = rows(world / "truth/nominals.csv")
    person_of = record_index(truth)
    people = sorted(set(person_of.values()))
    lost = set(draw.sample(people, max(1, len(people) // 50)))
    homes = collections.defaultdict(set)
    for row in rows(world / "data/residence.csv"):
        ids = [person_of[v] for v in row.values() if v in person_of]
        place = next((row[c] for c in row if "UPRN" in c.upper() or "PROPERTY" in c.upper()), "")
        homes[place].update(ids)
    decoys = {d["identifier"] for d in rows(world / "truth/decoys.csv")}
    households = sorted(p for p, who in homes.items() if 3 <= len(who) <= 12 and p not in decoys)
    if households:
        lost |= homes[draw.choice(households)]
    target.mkdir(parents=True)
    for name in ("mappings", "codelists", "truth"):
        if (world / name).exists():
            (target / name).symlink_to(world / name)
    (target / "data").mkdir()
    registers = {"master-list.csv", "disruptions.csv"}
    for path in sorted((world / "data").iterdir()):
        raw = path.read_bytes()
        lines = raw.split(b"\n")
        kept = lines[:1]
        for line in lines[1:]:
            if line and path.name not in registers:
                cells = line.decode("latin-1").replace(";", ",").replace('"', "").split(",")
                if any(person_of.get(cell.strip()) in lost for cell in cells):
                    continue
                if path.name not in ("master-list-members.csv", "master-list-places.csv") \
                        and draw.random() < 0.10:
                    continue
            kept.append(line)
        (target / "data" / path.name).write_bytes(b"\n".join(kept))
    return lost


def people_of(place, person_of):
    return {person_of[key.rsplit("/", 1)[1]] for member in place["people"]
            for key in member["records"] if key.rsplit("/", 1)[1] in person_of}


def f1(found, planted):
    """Pairwise F1 of membership: which pairs are together."""
    def pairs(who):
        who = sorted(who)
        return {(a, b) for i, a in enumerate(who) for b in who[i + 1:]}
    ours, theirs = pairs(found), pairs(planted)
    both = len(ours & theirs)
    return 2 * both / max(1, len(ours) + len(theirs))


def plain_words(text):
    """The words of a text without accents and case."""
    spread = unicodedata.normalize("NFD", text)
    kept = "".join(c for c in spread if not unicodedata.combining(c)).casefold()
    return re.findall(r"[^\W_]+", kept)


def judge(world, result, lost):
    """Holds a list against the truth of its world."""
    truth = world / "truth"
    person_of = record_index(rows(truth / "nominals.csv"))
    groups = collections.defaultdict(set)
    listing = {}
    for row in rows(truth / "groups.csv"):
        groups[row["group"]].add(row["person"])
        listing[row["group"]] = row["listing"]
    places = result["positions"]
    members = [people_of(place, person_of) for place in places]
    found = {}
    seen = {p for who in members for p in who}
    for group, planted in groups.items():
        here = planted - lost
        if listing[group]:
            best = [i for i, place in enumerate(places) if place["id"] == listing[group]]
        else:
            best = [i for i, place in enumerate(places) if place["kind"] == "Unmapped group"
                    and len(members[i] & here) * 2 >= len(here) > 0]
        found[group] = best[0] if best else None
    out = {"f1": [], "unmapped": [], "decoys": 0, "lawful": 0}
    for group, place in found.items():
        if listing[group]:
            out["f1"].append(f1(members[place], groups[group] - lost) if place is not None else 0)
        else:
            out["unmapped"].append(place is not None and places[place]["rank"] <= 5)
            out["f1"].append(f1(members[place], groups[group] - lost) if place is not None else 0)
    decoys = {d["name"] for d in rows(truth / "decoys.csv")}
    for place in places[:10]:
        out["decoys"] += any(name in place["title"] for name in decoys)
    notes = {row["finding"]: row["person"] for row in rows(truth / "nominals-of-note.csv")}
    brokers = [{person_of.get(k.rsplit("/", 1)[1]) for k in b["records"]}
               for b in result["brokers"]]
    out["broker"] = None if notes["broker"] in lost else any(
        notes["broker"] in b for b in brokers[:3])
    flagged = [member["unsupported"] for place in places for member in place["people"]
               if notes["unsupported-organiser"] in
               {person_of.get(k.rsplit("/", 1)[1]) for k in member["records"]}]
    # Not a member of anything: then the list must say so of the contact.
    names = {row["person"]: row["name"] for row in rows(truth / "groups.csv")}
    name = set(plain_words(names[notes["unsupported-organiser"]]))
    said = any(name <= set(plain_words(caveat)) and "unsupported" in caveat
               for place in places for caveat in place["caveats"])
    gone = notes["unsupported-organiser"] in lost
    out["unsupported"] = None if gone else all(flagged) if flagged else said
    out["noisy first"] = bool(members) and notes["noisy-associate"] in members[0]
    return out


def coverage(whole, part, person_of):
    """How often the interval of a position in the thinned list holds its rank in the whole."""
    inside = []
    ranks = {place["id"]: place["rank"] for place in whole["positions"]}
    groups = [(people_of(p, person_of), p["rank"]) for p in whole["positions"]
              if p["kind"] == "Unmapped group"]
    for place in part["positions"]:
        if place["lower"] is None:
            continue
        rank = ranks.get(place["id"]) if place["kind"] != "Unmapped group" else None
        if rank is None:
            own = people_of(place, person_of)
            near = [(len(own & who) / max(1, len(own | who)), r) for who, r in groups]
            best = max(near, default=(0, None))
            rank = best[1] if best[0] >= 0.5 else None
        if rank is not None:
            inside.append(place["lower"] <= rank <= place["upper"])
    return inside


def is_identifier(text):
    """Whether a cell looks like a number of a phone, vehicle, account, company or address."""
    key = text.replace(" ", "").upper()
    is_date = re.fullmatch(r"\d{1,4}[-/. ]\w{2,9}[-/. ]\d{2,4}(T.*| .*)?", text)
    return (len(key) >= 7 and any(c.isdigit() for c in key) and not is_date
            and not key.startswith("ZZ99") and not re.match(r"\d+ [A-Z]", text.upper()))


def plain(world, lost):
    """A plain method on the same rows: no damping, modularity, summed degree."""
    import igraph
    person_of = record_index(rows(world / "truth/nominals.csv"))
    holders = collections.defaultdict(set)
    for path in sorted((world / "data").iterdir()):
        text = path.read_bytes().decode("utf-8", "replace") if path.name[:12] != "lincolnshire" \
            else path.read_bytes().decode("latin-1")
        delimiter = ";" if text.split("\n")[0].count(";") > 3 else ","
        for row in csv.reader(text.splitlines()[1:], delimiter=delimiter):
            who = {person_of[c.strip()] for c in row if c.strip() in person_of}
            for cell in row:
                if cell.strip() not in person_of and is_identifier(cell.strip()):
                    holders[cell.strip().replace(" ", "").upper()].update(who)
            if len(who) > 1:
                holders[f"{path.name}{sorted(who)}"].update(who)
    links = {tuple(sorted((a, b))) for who in holders.values() for a in who for b in who if a < b}
    people = sorted({p for link in links for p in link})
    place = {p: i for i, p in enumerate(people)}
    graph = igraph.Graph(n=len(people), edges=[(place[a], place[b]) for a, b in sorted(links)])
    degree = graph.degree()
    random.seed(1)
    parts = graph.community_multilevel() if links else []
    order = sorted((g for g in parts if len(g) >= 3), key=lambda g: -sum(degree[v] for v in g))
    groups = collections.defaultdict(set)
    for row in rows(world / "truth/groups.csv"):
        groups[row["group"]].add(row["person"])
    sets = [{people[v] for v in g} for g in order]
    scores, first = [], []
    for group, planted in groups.items():
        here = planted - lost
        best = max(range(len(sets)), key=lambda i: f1(sets[i], here), default=None)
        scores.append(f1(sets[best], here) if best is not None else 0)
        if group.startswith("UNMAPPED"):
            first.append(best is not None and best < 5 and scores[-1] > 0.5)
    notes = {row["finding"]: row["person"] for row in rows(world / "truth/nominals-of-note.csv")}
    top = sorted(range(len(people)), key=lambda v: -degree[v])[:3]
    return {"f1": scores, "unmapped": first,
            "broker": notes["broker"] in {people[v] for v in top}}


def share(values):
    values = [v for v in values if v is not None]
    return f"{sum(values)} of {len(values)}" + (
        f" ({100 * sum(values) / len(values):.1f} %)" if values else "")


def table(name, results):
    scores = [x for r in results for x in r["f1"]]
    worst = [min(r["f1"]) for r in results]
    print(f"{name}: F1 of membership {statistics.median(scores):.3f} median, "
          f"{min(worst):.3f} worst")
    print(f"{name}: unmapped OCG in the first five {share([x for r in results for x in r['unmapped']])}")
    print(f"{name}: broker in the first three {share([r['broker'] for r in results])}")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ocg")
    parser.add_argument("--seeds", default="1-50")
    parser.add_argument("--scale", default="5000")
    parser.add_argument("--baseline", action="store_true")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    low, _, high = options.seeds.partition("-")
    seeds = range(int(low), int(high or low) + 1)
    results, inside, plains = [], [], []
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder:
            work = pathlib.Path(folder)
            world = work / "world"
            run(options.ocg, "synth", "--world", "fens", "--scale", options.scale, "--seed", seed,
                "--output", world)
            lost = thinned(world, work / "thin", seed)
            whole = assessed(options.ocg, world, work)
            part = assessed(options.ocg, work / "thin", work)
            result = judge(world, part, lost)
            person_of = record_index(rows(world / "truth/nominals.csv"))
            inside += coverage(whole, part, person_of)
            if options.baseline:
                plains.append(plain(work / "thin", lost))
            results.append(result)
            if options.verbose:
                print(seed, json.dumps(result), file=sys.stderr)
    print(f"{len(results)} worlds of {options.scale} rows, each without 10 % of rows, 2 % of "
          "people and a household")
    table("ocg", results)
    print(f"ocg: hub decoys in the first ten {sum(r['decoys'] for r in results)}")
    print(f"ocg: noisy associate in the first position {sum(r['noisy first'] for r in results)}")
    print(f"ocg: single-report organiser marked unsupported "
          f"{share([r['unsupported'] for r in results])}")
    print(f"ocg: 90 % rank intervals that hold the true rank {share(inside)}")
    if plains:
        table("plain method", plains)


main()
