"""What of a planted world a review list finds: one judgement for each list, against the truth files
that no mapping reads. Used by planted_worlds.py."""
import collections
import csv
import random
import re
import sys
import unicodedata

FINDINGS = {"late": "overdue", "unowned": "unowned", "archived-active": "archived but active",
            "major-unchanged": "major disruption, activity unchanged"}
DUTIES = {"no crime record": "referral without a crime record",
          "no intelligence": "referral without an intelligence submission"}
LAWFUL = ("licensed and full", "hostel", "family of seven")


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def local_id(record):
    """What a system calls a record: `SYSTEM/space/local id`, where the id may hold a slash too."""
    return record.split("/", 2)[2]


def record_index(truth):
    """Returns the person of every record id, as it stands in exports."""
    return {local_id(row["record"]): row["person"] for row in truth}


def people_of(place, person_of):
    return {person_of[local_id(key)] for member in place["people"]
            for key in member["records"] if local_id(key) in person_of}


def f1(found, planted):
    """Pairwise F1 of membership: which pairs are together."""
    def pairs(who):
        who = sorted(who)
        return {(a, b) for i, a in enumerate(who) for b in who[i + 1:]}
    ours, theirs = pairs(found), pairs(planted)
    both = len(ours & theirs)
    return 2 * both / max(1, len(ours) + len(theirs))


# Letters that are no letter with an accent to Unicode, but are written without one elsewhere.
STROKES = str.maketrans({"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ı": "i",
                         "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE"})


def plain_words(text):
    """The words of a text without accents and case."""
    spread = unicodedata.normalize("NFD", text.translate(STROKES))
    kept = "".join(c for c in spread if not unicodedata.combining(c)).casefold()
    return re.findall(r"[^\W_]+", kept)


def groups_of(world, lost):
    """The people left of each planted group, by its name, and its entry on the master list."""
    left, listing = collections.defaultdict(set), {}
    for row in rows(world / "truth/groups.csv"):
        left[row["group"]] |= {row["person"]} - lost
        listing[row["group"]] = row["listing"]
    # Fewer than three people are no OCG (Serious Crime Act 2015 s.45): nothing is left to find.
    return {name: (who, listing[name]) for name, who in left.items() if len(who) >= 3}


def key_of(cell):
    """An identifier as systems differ in writing it: without spaces, telephones without prefix."""
    key = cell.replace(" ", "").upper()
    return key[-10:] if re.fullmatch(r"(\+44|0)\d{10}", key) else key


def decoy_people(world, person_of):
    """By decoy, the people whom a row names with its identifier; none of a planted group. A company and
    its account are one decoy: whom it pays, rows name with the account alone.

    Ends where a decoy has fewer than three: no group could hold enough of them to be counted."""
    planted = {row["person"] for row in rows(world / "truth/groups.csv")}
    wanted = {key_of(d["identifier"].split(" ")[-1] if d["kind"] == "account"
                     else d["identifier"]): d["name"]
              for d in rows(world / "truth/decoys.csv")}
    people = collections.defaultdict(set)
    for _, row in data_rows(world):
        decoys = {wanted[key_of(cell)] for cell in row if key_of(cell) in wanted}
        for decoy in decoys:
            people[decoy] |= {person_of[cell] for cell in row if cell in person_of} - planted
    for decoy in wanted.values():
        if len(people[decoy]) < 3:
            sys.exit(f"{world}: decoy {decoy}: rows name {len(people[decoy])} people with its "
                     "identifier, so nothing could be found of it; see truth/decoys.csv")
    return people


def data_rows(world):
    """The cells of every data row of every file, stripped."""
    for path in sorted((world / "data").iterdir()):
        encoding = "latin-1" if path.name.startswith("lincolnshire") else "utf-8"
        text = path.read_bytes().decode(encoding, "replace")
        delimiter = ";" if text.split("\n")[0].count(";") > 3 else ","
        for row in csv.reader(text.splitlines()[1:], delimiter=delimiter):
            yield path.name, [cell.strip() for cell in row]


def decoys_in(groups, people):
    """How many of the first ten groups consist for half or more, and three at least, of one decoy's
    people."""
    return sum(any(len(who & crowd) >= 3 and len(who & crowd) * 2 >= len(who)
                   for crowd in people.values()) for who in groups[:10])


def judge(world, result, lost):
    """Holds the list of a thinned world against the truth."""
    truth = world / "truth"
    person_of = record_index(rows(truth / "nominals.csv"))
    places = result["positions"]
    members = [people_of(place, person_of) for place in places]
    out = {"f1": [], "unmapped": [], "ranks": []}
    for name, (here, listing) in groups_of(world, lost).items():
        if listing:
            best = [i for i, place in enumerate(places) if place["id"] == listing]
        else:
            best = [i for i, place in enumerate(places) if place["kind"] == "Unmapped group"
                    and len(members[i] & here) * 2 >= len(here)]
            out["unmapped"].append(bool(best) and places[best[0]]["rank"] <= 5)
            out["ranks"].append(places[best[0]]["rank"] if best else None)
        out["f1"].append(f1(members[best[0]], here) if best else 0)
    out["decoys"] = decoys_in(members, decoy_people(world, person_of))
    # A house whose licence is among the lost rows is not lawful by what is left.
    licensed = {row["UPRN"] for row in rows(world / "data/hmo-licences.csv")}
    out["lawful"] = len(flagged_houses(world, result, LAWFUL[1:])) + len(
        flagged_houses(world, result, LAWFUL[:1]) & licensed)
    notes = {row["finding"]: row["person"] for row in rows(truth / "nominals-of-note.csv")}
    brokers = [people_of({"people": [b]}, person_of) for b in result["brokers"]]
    out["broker"] = None if notes["broker"] in lost else any(
        notes["broker"] in b for b in brokers[:3])
    organiser = notes["unsupported-organiser"]
    # Whose one report was among the rows taken out, is in no file: nothing can be said of such a person.
    out["unsupported"] = None if organiser in lost or not occurs(
        world, person_of, organiser) else unsupported(world, places, person_of, organiser)
    out["noisy first"] = bool(members) and notes["noisy-associate"] in members[0]
    return out


def occurs(world, person_of, person):
    """Whether any row of any file names a record of the person."""
    ids = {record for record, who in person_of.items() if who == person}
    return any(cell in ids for path in (world / "data").glob("*.csv")
               for line in path.read_text("latin-1").splitlines()
               for cell in re.split(r"[;,\"\s]+", line))


def unsupported(world, places, person_of, organiser):
    """Whether the list says so of whoever is known from a single report."""
    flags = [member["unsupported"] for place in places for member in place["people"]
             if organiser in people_of({"people": [member]}, person_of)]
    if flags:
        return all(flags)
    # Not a member of anything: then the list must say so of the contact.
    names = {row["person"]: row["name"] for row in rows(world / "truth/groups.csv")}
    name = set(plain_words(names[organiser]))
    return any(name <= set(plain_words(caveat)) and "unsupported" in caveat
               for place in places for caveat in place["caveats"])


def houses(result):
    """What each system calls each address that some position has a housing prompt for; prompts that
    the shield withholds name none."""
    return {frozenset(local_id(key) for key in prompt["records"]) for place in result["positions"]
            for prompt in place["prompts"] if prompt["kind"] == "housing" and prompt["records"]}


def flagged_houses(world, result, kinds):
    """The planted addresses of `kinds` that some position has a housing prompt for."""
    wanted = {row["uprn"] for row in rows(world / "truth/addresses.csv")
              if row["finding"] in kinds}
    return wanted & frozenset().union(*houses(result))


def compliance(world, result):
    """Faults planted, found and wrongly found, by check."""
    planted = {(row["subject"], FINDINGS[row["finding"]])
               for row in rows(world / "truth/subjects.csv")}
    # Findings about entries that the shield withholds name none.
    found = {(finding["subject"], finding["kind"]) for finding in result["findings"]
             if "withheld" not in finding}
    crowded = {row["uprn"] for row in rows(world / "truth/addresses.csv")
               if row["finding"] == "over-occupied"}
    codes = {(row["system"], row["reference"], row["code"] or None)
             for row in rows(world / "truth/crime-codes.csv")}
    faulty = {(fault["system"], fault["reference"], fault.get("code"))
              for fault in result["registers"]["codes"]["faults"]}
    lacking = {(row["referral"], DUTIES[row["finding"]])
               for row in rows(world / "truth/referrals.csv")}
    told = {(row["what it rests on"].split(" ")[1], row["to be seen to"])
            for row in result["worklist"] if row["to be seen to"] in DUTIES.values()}
    return {
        "review register": (len(planted), len(planted & found), len(found - planted)),
        "crime identifier codes": (len(codes), len(codes & faulty), len(faulty - codes)),
        "referrals": (len(lacking), len(lacking & told), len(told - lacking)),
        "over-occupied houses": (
            len(crowded), len(flagged_houses(world, result, ("over-occupied",))),
            sum(not house & crowded for house in houses(result))),
    }


def coverage(whole, part, person_of):
    """How often the interval of a position in the thinned list holds its rank in the whole."""
    inside = []
    ranks = {place["id"]: place["rank"] for place in whole["positions"]}
    groups = [(people_of(p, person_of), p["rank"]) for p in whole["positions"]
              if p["kind"] == "Unmapped group"]
    for place in part["positions"]:
        if place.get("lower") is None:
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
    """A plain method on the same rows: no damping, modularity, order by summed degree."""
    import igraph
    person_of = record_index(rows(world / "truth/nominals.csv"))
    holders = collections.defaultdict(set)
    for name, row in data_rows(world):
        who = {person_of[cell] for cell in row if cell in person_of}
        for cell in row:
            if cell not in person_of and is_identifier(cell):
                holders[cell.replace(" ", "").upper()].update(who)
        if len(who) > 1:
            holders[f"{name}{sorted(who)}"].update(who)
    links = {tuple(sorted((a, b))) for who in holders.values() for a in who for b in who if a < b}
    people = sorted({p for link in links for p in link})
    place = {p: i for i, p in enumerate(people)}
    graph = igraph.Graph(n=len(people), edges=[(place[a], place[b]) for a, b in sorted(links)])
    degree = graph.degree()
    random.seed(1)
    parts = graph.community_multilevel() if links else []
    order = sorted((g for g in parts if len(g) >= 3), key=lambda g: -sum(degree[v] for v in g))
    sets = [{people[v] for v in g} for g in order]
    scores, first = [], []
    for name, (here, listing) in groups_of(world, lost).items():
        best = max(range(len(sets)), key=lambda i: f1(sets[i], here), default=None)
        scores.append(f1(sets[best], here) if best is not None else 0)
        if not listing:
            first.append(best is not None and best < 5 and scores[-1] > 0.5)
    notes = {row["finding"]: row["person"] for row in rows(world / "truth/nominals-of-note.csv")}
    top = sorted(range(len(people)), key=lambda v: -degree[v])[:3]
    return {"f1": scores, "unmapped": first,
            "decoys": decoys_in(sets, decoy_people(world, person_of)),
            "broker": None if notes["broker"] in lost
            else notes["broker"] in {people[v] for v in top},
            "noisy first": bool(sets) and notes["noisy-associate"] in sets[0]}
