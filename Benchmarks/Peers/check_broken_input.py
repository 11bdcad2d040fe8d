#!/usr/bin/env python3
"""Feeds broken files to `ocg import`: each is a rejected row or a clear error, and nothing traps.

    check_broken_input.py OCG
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import time

MAPPING = """{
  profile: "broken", version: 1, system: "BROKEN", force: "E23000023",
  files: [{ match: "*.csv", dateFormats: ["dd/MM/yyyy"],
    entities: {
      person: { kind: "nominal", id: "ID", features: { name: "NAME", dateOfBirth: "BORN" } },
      vehicle: { kind: "vehicle", id: "MARK", features: { registration: "MARK" } } },
    links: [{ from: "person", to: "vehicle", type: "driver", on: "SEEN" }] }] }
"""
HEAD = b"ID,NAME,BORN,MARK,SEEN\n"
GOOD = b"1,Ada Testcase,01/02/1980,QZ12ABC,03/07/2026\n"
LATER = b"2,Bob Testcase,01/02/1981,QZ13ABC,04/07/2026\n"

# name: (content, rows read, rows for review); None where the file must be refused as a whole
CASES = {
    "good": (HEAD + GOOD + LATER, 2, 0),
    "truncated-utf8": (HEAD + GOOD + b"2,Zo\xc3,01/02/1980,QZ12ABC,03/07/2026\n", 2, 1),
    "cut-off-utf8": (HEAD + GOOD + b"2,Zo\xc3", 2, 1),
    "nul-byte": (HEAD + GOOD + b"2,Bo\x00b,01/02/1980,QZ12ABC,03/07/2026\n", 2, 1),
    "ten-megabytes": (HEAD + b"2," + b"x" * 10_000_000 + b",01/02/1980,QZ12ABC,03/07/2026\n"
                      + GOOD, 2, 1),
    "cr-only": ((HEAD + GOOD + LATER).replace(b"\n", b"\r"), 2, 0),
    "crlf": ((HEAD + GOOD + LATER).replace(b"\n", b"\r\n"), 2, 0),
    "byte-order-mark": (b"\xef\xbb\xbf" + HEAD + GOOD, 1, 0),
    "quoted-newline": (HEAD + b'2,"Ada\nTestcase",01/02/1980,QZ12ABC,03/07/2026\n' + GOOD, 2, 0),
    "unclosed-quote": (HEAD + GOOD + b'2,"Ada,01/02/1980,QZ12ABC,03/07/2026\n', 2, 1),
    "missing-column": (b"ID,NAME,MARK\n1,Ada,QZ12ABC\n", None, None),
    "impossible-date": (HEAD + GOOD + b"2,Bob,30/02/1980,QZ12ABC,31/06/2026\n", 2, 1),
    "too-many-fields": (HEAD + GOOD + b"2,Bob,01/02/1980,QZ12ABC,03/07/2026,more\n", 2, 1),
    "empty": (b"", None, None),
    "header-only": (HEAD, 0, 0),
}


class Trial:
    def __init__(self, program, work):
        self.program, self.work, self.problems, self.passed = program, work, [], 0
        self.mapping = work / "broken.json5"
        self.mapping.write_text(MAPPING)

    def run(self, *arguments):
        return subprocess.run(
            [self.program, *map(str, arguments)], stdin=subprocess.DEVNULL, capture_output=True,
            text=True, timeout=120)

    def note(self, name, holds, detail):
        self.passed += holds
        if not holds:
            self.problems.append(f"{name}: {detail}")

    def imported(self, name, path):
        case = self.work / f"{name}.ocgcase"
        if self.run("new", case).returncode != 0:
            self.note(name, False, "no case could be made")
        return self.run("import", case, "--mapping", self.mapping, path, "--json")

    def refused(self, name, result):
        lines = result.stderr.strip().splitlines()
        one_line = len(lines) == 1 and ": " in lines[0] and ";" in lines[0]
        self.note(name, result.returncode == 2 and one_line and result.stdout == "",
                  f"expected one error line and status 2, got {result.returncode}: "
                  f"{result.stderr[:300]!r}")

    def received(self, name, result, read, review):
        try:
            totals = json.loads(result.stdout)["totals"]
        except (ValueError, KeyError):
            self.note(name, False, f"status {result.returncode}, no JSON: {result.stderr[:300]!r}")
            return
        holds = (totals["rowsRead"] == read and totals["rowsForReview"] == review
                 and read == totals["rowsStored"] + totals["rowsRejected"]
                 and result.returncode == (1 if review else 0))
        self.note(name, holds, f"expected {read} read and {review} for review, got "
                               f"{totals} with status {result.returncode}")


def grow(path, stop):
    """Appends a row every millisecond, for at most three seconds."""
    with open(path, "ab") as file:
        until = time.monotonic() + 3
        while not stop.is_set() and time.monotonic() < until:
            file.write(LATER)
            file.flush()
            time.sleep(0.001)


def main():
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        trial = Trial(sys.argv[1], work)
        for name, (content, read, review) in CASES.items():
            path = work / f"{name}.csv"
            path.write_bytes(content)
            result = trial.imported(name, path)
            if read is None:
                trial.refused(name, result)
            else:
                trial.received(name, result, read, review)
        (work / "folder.csv").mkdir()
        trial.refused("folder", trial.imported("folder", work / "folder.csv"))
        trial.refused("absent", trial.imported("absent", work / "nowhere.csv"))
        growing(trial, work)
    print("\n".join(trial.problems))
    print(f"{trial.passed} kinds of broken input met as they should be, "
          f"{len(trial.problems)} not")
    sys.exit(1 if trial.problems else 0)


def growing(trial, work):
    """A file that grows is refused, or taken as it was at one moment; the receipt adds up."""
    path, stop = work / "growing.csv", threading.Event()
    path.write_bytes(HEAD + b"".join(
        b"%d,Ada Testcase,01/02/1980,QZ12ABC,03/07/2026\n" % n for n in range(20_000)))
    writer = threading.Thread(target=grow, args=(path, stop))
    writer.start()
    try:
        result = trial.imported("growing", path)
    finally:
        stop.set()
        writer.join()
    if result.returncode == 2:
        trial.refused("growing", result)
    else:
        totals = json.loads(result.stdout)["totals"]
        trial.note("growing", totals["rowsRead"] >= 20_000 and totals["rowsRead"]
                   == totals["rowsStored"] + totals["rowsRejected"], f"got {totals}")


os.umask(0o077)
main()
