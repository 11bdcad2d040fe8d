#!/usr/bin/env python3
"""What a case file lives through: kills, full disks, damage, and many programs at once.

    check_case_survives.py OCG [--kills N] [--flips N] [--seed N]

Six commands (import, link, assess, decide, dispose, backup) are each killed with SIGKILL at N random
moments. After each kill the case must pass `ocg check`, be as it was before or as it is after the
command, and the command, given again, must end in what an undisturbed run ends in: the same counts
and the same bytes of the review list and the network. N bits of a case are flipped and N files are
cut short: each time there must be a message or nothing at all, never a crash. The rest runs once:
files that may not grow, no file handles left, a folder that may not be written, a clock that was set
back, several writers, twenty readers, and a backup during an import.

The defaults take less than a minute; `--kills 167 --flips 500` is the run in full.
"""
import argparse
import json
import os
import pathlib
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

MAPPING = """{
  profile: "survival", version: 1, system: "S", force: "E23000023",
  files: [{ match: "*.csv", dateFormats: ["dd/MM/yyyy"],
    report: { reference: "LOG", grade: "GRADE", entered: "SEEN" },
    entities: {
      person: { kind: "nominal", id: "ID", features: { name: "NAME", dateOfBirth: "BORN",
        nationalInsuranceNumber: "NINO" } },
      vehicle: { kind: "vehicle", id: "MARK", features: { registration: "MARK" } } },
    links: [{ from: "person", to: "vehicle", type: "driver", on: "SEEN",
      role: { column: "ROLE", codes: { S: "suspect", V: "potentialVictim" } } }] }] }
"""
DECISION = ["--by", "DC Sample", "--reason", "two photographs"]


def rows(first, count):
    """Groups of five people in two vehicles, some of whom two records describe."""
    lines = ["LOG,GRADE,ID,NAME,BORN,NINO,MARK,SEEN,ROLE"]
    for n in range(first, first + count):
        person, group = n // 3, n // 15
        number = f"QQ{(person // 2) % 1_000_000:06d}A" if person % 7 == 0 else ""
        lines.append(
            f"L{n},1BP,{person},Ada Testcase{person},01/02/{1950 + person % 50},{number},"
            f"QZ{10 + group % 90}{'ABCDEFGH'[group // 90 % 8]}BC,{1 + n % 28:02d}/07/2026,"
            f"{'V' if person % 41 == 0 else 'S'}")
    return "\n".join(lines) + "\n"


class Case:
    """Runs commands on copies of a case and says what a case holds."""

    def __init__(self, program, work):
        self.program, self.work, self.number = program, work, 0

    def arguments(self, *arguments):
        return [self.program, *map(str, arguments)]

    def run(self, *arguments, **how):
        return subprocess.run(
            self.arguments(*arguments), stdin=subprocess.DEVNULL, capture_output=True, text=True,
            timeout=300, **how)

    def must(self, *arguments, allowed=(0, 1)):
        result = self.run(*arguments)
        if result.returncode not in allowed:
            sys.exit(f"{' '.join(map(str, arguments))}: {result.returncode} {result.stderr}")
        return result

    def copy(self, path):
        """A copy of a case file that no program has open."""
        self.number += 1
        target = self.work / f"trial-{self.number}" / "case.ocgcase"
        target.parent.mkdir()
        shutil.copy(path, target)
        return target

    def content(self, path):
        """What follows from the case, without the entries of its log and without times."""
        products = []
        for kind in ("csv", "graphml"):
            target = path.parent / f"content.{kind}"
            self.must("export", path, "--format", kind, "--period", "2026-Q3", "-o", target)
            # The digest of a run covers the time of the decisions that it had.
            products.append(re.sub(r"\b[0-9a-f]{16,64}\b", "digest", target.read_text()))
            target.unlink()
        # After the products, whose making links what a decision changed.
        counts = json.loads(self.must("status", path, "--json").stdout)
        held = [(c["what"], c["count"]) for c in counts["counts"]
                if c["what"] not in ("log entries", "runs")]
        journal = json.loads(self.must("journal", path, "--json").stdout)["decisions"]
        acts = [(d["act"], d["decision"]["subject"], d["isInForce"]) for d in journal]
        return held, acts, products


class Report:
    def __init__(self):
        self.problems, self.done = [], {}

    def note(self, kind, holds, detail=""):
        good, bad = self.done.get(kind, (0, 0))
        self.done[kind] = (good + bool(holds), bad + (not holds))
        if not holds:
            self.problems.append(f"{kind}: {detail}")

    def finish(self):
        for kind, (good, bad) in self.done.items():
            print(f"{kind:34} {good:6} held{f', {bad} did not' if bad else ''}")
        for problem in self.problems[:40]:
            print(problem)
        sys.exit(1 if self.problems else 0)


def has_message(result):
    """One line that says what and what next, from a program that ended by itself."""
    lines = result.stderr.strip().splitlines()
    return result.returncode in (1, 2) and bool(lines) and ";" in lines[-1]


def kill_at_random(case, report, name, base, command, kills, chance):
    undisturbed = case.copy(base)
    before = case.content(case.copy(base))
    start = time.monotonic()
    case.must(*command(undisturbed))
    duration = time.monotonic() - start
    after = case.content(undisturbed)
    for trial in range(kills):
        path = case.copy(base)
        process = subprocess.Popen(
            case.arguments(*command(path)), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0, duration))
        process.send_signal(signal.SIGKILL)
        process.wait()
        checked = case.run("check", path)
        holds = checked.returncode == 0 and case.content(path) in (before, after)
        for copy in path.parent.glob("copy.ocgcase"):
            holds = holds and case.run("check", copy).returncode == 0
            copy.unlink()
        # A person who is gone already is no longer known.
        case.must(*command(path), allowed=(0, 1, 2) if name == "dispose" else (0, 1))
        again = case.content(path) == after and case.run("check", path).returncode == 0
        report.note(f"killed during {name}", holds and again,
                    f"trial {trial}: {checked.stdout[-200:]} {checked.stderr[-200:]}")
        shutil.rmtree(path.parent)


def damage(case, report, base, flips, chance):
    whole = base.read_bytes()
    before = case.content(case.copy(base))
    for trial in range(flips):
        for kind in ("flipped bit", "cut short"):
            path = case.copy(base)
            if kind == "cut short":
                path.write_bytes(whole[:chance.randrange(len(whole))])
            else:
                place = chance.randrange(len(whole) * 8)
                changed = bytearray(whole)
                changed[place // 8] ^= 1 << place % 8
                path.write_bytes(bytes(changed))
            checked = case.run("check", path)
            if checked.returncode == 0:
                # The bit is in a place that holds nothing, or in the header's counters.
                holds = case.content(path) == before
            else:
                holds = has_message(checked)
            others = [case.run(*c) for c in (("status", path), ("link", path))]
            holds = holds and all(r.returncode in (0, 1, 2) for r in others)
            report.note(kind, holds, f"trial {trial}: {checked.returncode} {checked.stderr[-200:]}")
            shutil.rmtree(path.parent)


def limits(case, report, base, command, before):
    def limited(what, value):
        return {"preexec_fn": lambda: resource.setrlimit(what, (value, value))}

    trials = [("file may not grow", resource.RLIMIT_FSIZE, base.stat().st_size + step)
              for step in (0, 4_096, 20_000, 100_000)]
    trials += [("no file handles", resource.RLIMIT_NOFILE, count) for count in (4, 6, 8, 9, 10, 12)]
    for kind, what, value in trials:
        path = case.copy(base)
        result = case.run(*command(path), **limited(what, value))
        finished = result.returncode in (0, 1) and not result.stderr.count(";")
        holds = (finished or has_message(result)) and case.run("check", path).returncode == 0
        report.note(kind, holds and (finished or case.content(path) == before),
                    f"{value}: {result.returncode} {result.stderr[-300:]}")


def read_only(case, report, base):
    path = case.copy(base)
    before = path.read_bytes()
    someone = {}
    if os.geteuid() == 0:
        # To the superuser nothing is read-only: somebody else tries, through open folders.
        for folder in [case.work, path.parent]:
            folder.chmod(0o755)
        os.chown(path, 65534, 65534)
        someone = {"user": 65534, "group": 65534}
    path.parent.chmod(0o555)
    try:
        for command in (["status", path], ["link", path], ["new", path.parent / "new.ocgcase"]):
            result = case.run(*command, **someone)
            report.note("folder may not be written", has_message(result)
                        and path.read_bytes() == before, f"{command[0]}: {result.stderr[-200:]}")
    finally:
        path.parent.chmod(0o755)


CLOCK = """
#define _GNU_SOURCE
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int clock_gettime(clockid_t clock, struct timespec *time) {
  int result = syscall(SYS_clock_gettime, clock, time);
  if (clock == CLOCK_REALTIME) time->tv_sec -= 400 * 86400;
  return result;
}
"""


def clock_backwards(case, report, base, commands):
    """A clock that was set back by more than a year: all is done as ever, and an audit says so.

    Nothing is drawn: the kernel, which ends a drawing that takes too long, still has the true time.
    """
    compiler = shutil.which("cc") or shutil.which("clang")
    if not compiler:
        return print("clock set back: no C compiler here, not tried")
    (case.work / "clock.c").write_text(CLOCK)
    library = case.work / "clock.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-o", library, case.work / "clock.c"], check=True)
    for name, command in commands:
        path, other = case.copy(base), case.copy(base)
        late = case.run(*command(path), env={**os.environ, "LD_PRELOAD": str(library)})
        now = case.run(*command(other))
        checked = case.run("check", path)
        holds = (late.returncode == now.returncode and checked.returncode == 0
                 and "the clock stood earlier" in checked.stdout + checked.stderr
                 and case.content(path) == case.content(other))
        report.note("clock set back", holds, f"{name}: {late.stderr[-200:]} {checked.stdout[-300:]}")


def many_at_once(case, report, base, pairs, more):
    path = case.copy(base)
    writers = [subprocess.Popen(
        case.arguments("link", "decide", path, a, b, "--same", *DECISION),
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        for a, b in pairs]
    written = 0
    for writer in writers:
        said = writer.communicate()[1]
        written += writer.returncode == 0
        report.note("writers at once", writer.returncode == 0 or "another program" in said, said)
    journal = json.loads(case.must("journal", path, "--json").stdout)["decisions"]
    report.note("writers at once", len(journal) == written, f"{len(journal)} of {written} stored")

    importing = subprocess.Popen(
        case.arguments("import", path, *more), stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    backup = subprocess.Popen(
        case.arguments("backup", path, path.parent / "copy.ocgcase"), stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    readers = [subprocess.Popen(
        case.arguments("status", path), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True) for _ in range(20)]
    for reader in readers:
        said = reader.communicate()[1]
        report.note("readers during an import", reader.returncode == 0, said)
    report.note("import beside readers", importing.wait() == 0)
    said = backup.communicate()[1]
    copy = path.parent / "copy.ocgcase"
    report.note("backup during an import", backup.returncode == 0
                and case.run("check", copy).returncode == 0
                and case.must("export", copy, "--format", "csv", "-o", "/dev/null"), said)
    report.note("case after all of it", case.run("check", path).returncode == 0)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--kills", type=int, default=4)
    parser.add_argument("--flips", type=int, default=15)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        case = Case(str(pathlib.Path(options.program).resolve()), work)
        (work / "survival.json5").write_text(MAPPING)
        (work / "first.csv").write_text(rows(0, 1_500))
        (work / "more.csv").write_text(rows(1_500, 3_000))
        mapping = ["--mapping", work / "survival.json5"]
        more = [*mapping, work / "more.csv"]
        imported, linked = work / "imported.ocgcase", work / "linked.ocgcase"
        case.must("new", imported)
        case.must("import", imported, *mapping, work / "first.csv")
        shutil.copy(imported, linked)
        case.must("link", linked)
        key = "S/nominal/{}".format
        commands = {
            "import": (linked, lambda p: ["import", p, *more]),
            "link": (imported, lambda p: ["link", p]),
            "assess": (linked, lambda p: ["assess", p, "--period", "2026-Q3", "--charts", "0",
                                          "--force", "--output", p.parent / "products"]),
            "decide": (linked, lambda p: ["link", "decide", p, key(3), key(9), "--same", *DECISION]),
            "dispose": (linked, lambda p: ["dispose", p, key(5), "--for-good", *DECISION]),
            "backup": (linked, lambda p: ["backup", p, p.parent / "copy.ocgcase"]),
        }
        for name, (base, command) in commands.items():
            kill_at_random(case, report, name, base, command, options.kills, chance)
        damage(case, report, linked, options.flips, chance)
        limits(case, report, linked, commands["import"][1], case.content(case.copy(linked)))
        read_only(case, report, linked)
        clock_backwards(case, report, linked, [
            (name, commands[name][1]) for name in ("import", "decide", "dispose")])
        pairs = [(key(n), key(n + 7)) for n in range(1, 7)]
        many_at_once(case, report, linked, pairs, more)
    report.finish()


main()
