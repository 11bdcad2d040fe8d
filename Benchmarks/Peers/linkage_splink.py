"""Links one set with Splink and prints one line of JSON, with the processor time of the process.

    linkage_splink.py MODEL FILE... --truth COLUMN --id COLUMN [--link]

The models are those of Splink's documentation, refined for each set: more blocking rules, term
frequencies, several training sessions. No truth is read before the clusters stand.
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


def pseudopeople() -> tuple[list, list[str], list[str]]:
    comparisons = [
        *names("first", "last"), cl.ExactMatch("middle"), born("dob"), cl.ExactMatch("sex"),
        words("number"), words("street"), cl.DamerauLevenshteinAtThresholds("ssn", [1, 2]),
    ]
    rules = [
        "ssn", "first,last", "first,dob", "last,dob", "number,street,first", "last,street",
        "dob,street",
    ]
    return comparisons, rules, ["ssn", "first,last", "dob"]


def population() -> tuple[list, list[str], list[str]]:
    comparisons = [
        cl.ForenameSurnameComparison("given_names", "surname").configure(),
        born("date_of_birth"), cl.ExactMatch("sex"),
        words("address"), cl.PostcodeComparison("postcode"),
        cl.DamerauLevenshteinAtThresholds("phone", [1]).configure(
            term_frequency_adjustments=True),
        cl.DamerauLevenshteinAtThresholds("vehicle", [1]).configure(
            term_frequency_adjustments=True),
        cl.ExactMatch("ni_number"),
    ]
    rules = [
        "given_names,date_of_birth", "surname,date_of_birth", "given_names,surname", "ni_number",
        "phone,given_names", "phone,surname", "vehicle,surname", "vehicle,given_names",
        "postcode,given_names", "postcode,surname", "postcode,date_of_birth", "phone,date_of_birth",
    ]
    return comparisons, rules, ["given_names,surname", "date_of_birth", "phone"]


MODELS = {"febrl": febrl, "fake": fake, "pseudopeople": pseudopeople, "population": population}


def clean(frame: pandas.DataFrame, model: str) -> pandas.DataFrame:
    """Folds texts and gives numbers one form, as a user of Splink would."""
    for column in frame.columns:
        frame[column] = frame[column].astype(str).str.strip().str.lower()
        frame.loc[frame[column].isin(["", "nan", "none"]), column] = None
    if model == "population":
        frame["phone"] = frame["phone"].str.replace(r"\D", "", regex=True).str[-10:]
        for column in ["vehicle", "postcode", "ni_number"]:
            frame[column] = frame[column].str.replace(" ", "")
        for column in ["given_names", "surname"]:
            plain = frame[column].str.normalize("NFKD")
            frame[column] = plain.str.encode("ascii", "ignore").str.decode("ascii")
    return frame


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


def link(frames: list[pandas.DataFrame], options: argparse.Namespace) -> pandas.DataFrame:
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
    predictions = linker.inference.predict(threshold_match_probability=options.threshold)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
        predictions, threshold_match_probability=options.threshold)
    return clusters.as_pandas_dataframe()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("model", choices=sorted(MODELS))
    parser.add_argument("files", nargs="+")
    parser.add_argument("--truth", required=True)
    parser.add_argument("--id", required=True)
    parser.add_argument("--link", action="store_true")
    parser.add_argument("--threshold", type=float, default=0.95)
    options = parser.parse_args()
    start, used = time.time(), time.process_time()
    frames = [clean(pandas.read_csv(file, dtype=str), options.model) for file in options.files]
    truth = {}
    for frame in frames:
        truth.update(zip(frame[options.id], frame[options.truth]))
        frame.drop(columns=[options.truth], inplace=True)
    clusters = link(frames, options)
    wall, cpu = time.time() - start, time.process_time() - used
    report = accuracy(
        list(clusters["cluster_id"]), [truth[row] for row in clusters[options.id]])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({**report, "wall": wall, "cpu": cpu, "peakMiB": peak}))


if __name__ == "__main__":
    main()
