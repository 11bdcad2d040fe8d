"""Links one set with Splink and prints one line of JSON, with the processor time of the process.

    linkage_splink.py MODEL FILE... --truth COLUMN --id COLUMN [--link]

The models are those of Splink's documentation, refined for each set: more blocking rules, term
frequencies, addresses as one comparison, no training on what households share, placeholders left
out. No truth is read before the clusters stand; of three thresholds the best is then reported.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections import Counter

import duckdb
import pandas
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on


def names(first: str, last: str) -> list:
    return [
        cl.NameComparison(first).configure(term_frequency_adjustments=True),
        cl.NameComparison(last).configure(term_frequency_adjustments=True),
    ]


def born(column: str):
    return cl.DamerauLevenshteinAtThresholds(column, [1, 2]).configure(
        term_frequency_adjustments=True)


def words(column: str):
    return cl.JaroWinklerAtThresholds(column, [0.9]).configure(term_frequency_adjustments=True)


def febrl() -> tuple[list, list[str], list[str]]:
    comparisons = [
        *names("given_name", "surname"), born("date_of_birth"),
        cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]), words("street_number"),
        words("address_1"), words("suburb"), words("postcode"),
    ]
    rules = [
        "soc_sec_id", "given_name,date_of_birth", "surname,date_of_birth", "given_name,surname",
        "surname,postcode", "address_1,suburb", "date_of_birth,postcode", "given_name,postcode",
    ]
    return comparisons, rules, ["soc_sec_id", "given_name,surname", "date_of_birth"]


def fake() -> tuple[list, list[str], list[str]]:
    comparisons = [
        *names("first_name", "surname"), born("dob"), words("city"), cl.EmailComparison("email"),
    ]
    rules = [
        "first_name,surname", "surname,dob", "first_name,dob", "email", "dob,city",
        "first_name,city", "surname,city",
    ]
    return comparisons, rules, ["first_name,surname", "dob", "email"]


def home(street: str, code: str) -> cl.CustomComparison:
    """One comparison of an address, whose parts are not independent of each other."""
    both = cll.And(cll.ExactMatchLevel(street), cll.ExactMatchLevel(code))
    near = cll.And(cll.JaroWinklerLevel(street, 0.88), cll.ExactMatchLevel(code))
    return cl.CustomComparison(
        output_column_name="home", comparison_levels=[
            cll.And(cll.NullLevel(street), cll.NullLevel(code)), both, near,
            cll.ExactMatchLevel(code, term_frequency_adjustments=True),
            cll.JaroWinklerLevel(street, 0.92), cll.ElseLevel()])


def pseudopeople() -> tuple[list, list[str], list[str]]:
    comparisons = [
        *names("first", "last"), cl.ExactMatch("middle"), born("dob"), cl.ExactMatch("sex"),
        home("address", "zip"), cl.DamerauLevenshteinAtThresholds("ssn", [1, 2]),
    ]
    rules = [
        "ssn", "first,last", "first,dob", "last,dob", "address,first", "last,zip", "dob,zip",
    ]
    # No session on the address: it would find the household.
    return comparisons, rules, ["ssn", "first,last,sex", "dob,sex"]


def population() -> tuple[list, list[str], list[str]]:
    comparisons = [
        cl.ForenameSurnameComparison(
            "given_names", "surname",
            forename_surname_concat_col_name="full_name").configure(
                term_frequency_adjustments=True),
        born("date_of_birth"), cl.ExactMatch("sex"), home("address", "postcode"),
        cl.DamerauLevenshteinAtThresholds("phone", [1]).configure(
            term_frequency_adjustments=True),
        cl.DamerauLevenshteinAtThresholds("vehicle", [1]).configure(
            term_frequency_adjustments=True),
        cl.ExactMatch("ni_number"),
    ]
    rules = [
        "sorted_name", "given_names,date_of_birth", "surname,date_of_birth", "ni_number",
        "phone,given_names", "phone,surname", "vehicle,surname", "vehicle,given_names",
        "postcode,given_names", "postcode,surname", "postcode,date_of_birth", "phone,date_of_birth",
    ]
    # No session on telephone or address: it would find the household.
    return comparisons, rules, ["given_names,surname", "date_of_birth,sex"]


# The best of these counts, in Splink's favour: it is chosen with the truth.
THRESHOLDS = [0.5, 0.8, 0.95]
MODELS = {"febrl": febrl, "fake": fake, "pseudopeople": pseudopeople, "population": population}


def clean(frame: pandas.DataFrame, model: str) -> pandas.DataFrame:
    """Folds texts and gives numbers one form, as a user of Splink would."""
    for column in frame.columns:
        frame[column] = frame[column].astype(str).str.strip().str.lower()
        frame.loc[frame[column].isin(["", "nan", "none"]), column] = None
    if model == "population":
        population_columns(frame)
    if model == "pseudopeople":
        frame["address"] = (
            frame["number"].fillna("") + " " + frame["street"].fillna("")).str.strip()
        frame.loc[frame["address"] == "", "address"] = None
    return frame


def population_columns(frame: pandas.DataFrame) -> None:
    """One form for numbers and names; what stands for an unknown value is none."""
    frame["phone"] = frame["phone"].str.replace(r"\D", "", regex=True).str[-10:]
    for column in ["vehicle", "postcode", "ni_number"]:
        frame[column] = frame[column].str.replace(" ", "")
    for column in ["given_names", "surname"]:
        plain = frame[column].str.normalize("NFKD")
        frame[column] = plain.str.encode("ascii", "ignore").str.decode("ascii")
    frame.loc[frame["date_of_birth"] == "1900-01-01", "date_of_birth"] = None
    # A number of so many people is an agency's, or none.
    bearers = frame["phone"].map(frame["phone"].value_counts())
    frame.loc[bearers > 60, "phone"] = None
    full = frame["given_names"] + " " + frame["surname"]
    frame["full_name"] = full
    frame["sorted_name"] = full.map(
        lambda name: " ".join(sorted(name.split())), na_action="ignore")


def accuracy(found: list, truth: list) -> dict:
    both, found_sizes, true_sizes = Counter(zip(found, truth)), Counter(found), Counter(truth)

    def pairs(counts: Counter) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    joined, wanted, right = pairs(found_sizes), pairs(true_sizes), pairs(both)
    precision, recall = right / max(1, joined), right / max(1, wanted)
    p = sum(n * n / found_sizes[f] for (f, _), n in both.items()) / len(found)
    r = sum(n * n / true_sizes[t] for (_, t), n in both.items()) / len(found)

    def mean(x: float, y: float) -> float:
        return 2 * x * y / (x + y) if x + y else 0

    return {
        "pairs": {"precision": precision, "recall": recall, "f1": mean(precision, recall)},
        "bcubed": {"precision": p, "recall": r, "f1": mean(p, r)},
        "falsePairs": joined - right, "missedPairs": wanted - right,
        "largest": max(found_sizes.values()), "records": len(found),
    }


def link(frames: list[pandas.DataFrame], options: argparse.Namespace) -> list[pandas.DataFrame]:
    """Returns the clusters from each of the thresholds."""
    comparisons, rules, sessions = MODELS[options.model]()
    settings = SettingsCreator(
        link_type="link_only" if options.link else "dedupe_only",
        unique_id_column_name=options.id, comparisons=comparisons,
        blocking_rules_to_generate_predictions=[block_on(*rule.split(",")) for rule in rules])
    api = DuckDBAPI(connection=duckdb.connect())
    registered = [api.register(frame) for frame in frames]
    linker = Linker(
        registered if len(registered) > 1 else registered[0], settings, log_level="ERROR")
    exact = [block_on(*rule.split(",")) for rule in rules[:2]]
    linker.training.estimate_probability_two_random_records_match(exact, recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for session in sessions:
        linker.training.estimate_parameters_using_expectation_maximisation(
            block_on(*session.split(",")))
    predictions = linker.inference.predict(threshold_match_probability=min(THRESHOLDS))
    return [
        linker.clustering.cluster_pairwise_predictions_at_threshold(
            predictions, threshold_match_probability=threshold).as_pandas_dataframe()
        for threshold in THRESHOLDS
    ]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("model", choices=sorted(MODELS))
    parser.add_argument("files", nargs="+")
    parser.add_argument("--truth", required=True)
    parser.add_argument("--id", required=True)
    parser.add_argument("--link", action="store_true")
    options = parser.parse_args()
    start, used = time.time(), time.process_time()
    frames = [clean(pandas.read_csv(file, dtype=str), options.model) for file in options.files]
    truth = {}
    for frame in frames:
        truth.update(zip(frame[options.id], frame[options.truth]))
        frame.drop(columns=[options.truth], inplace=True)
    found = link(frames, options)
    wall, cpu = time.time() - start, time.process_time() - used
    reports = [
        accuracy(list(clusters["cluster_id"]), [truth[row] for row in clusters[options.id]])
        for clusters in found
    ]
    report = max(reports, key=lambda report: report["pairs"]["f1"])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({**report, "wall": wall, "cpu": cpu, "peakMiB": peak}))


if __name__ == "__main__":
    main()
